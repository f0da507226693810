import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readSavedRoster,
  savedRosterFile,
  setAside,
} from '../../src/host/sessions/saved-roster-file.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('saved roster file', () => {
  it('[HO7] the newest of many saves is on the disk, and nothing beside it', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'roster.json');
    const file = savedRosterFile(path, () => {});
    for (let save = 0; save < 50; save += 1) file.save(`text ${save}`);
    await file.saved();
    expect(await readFile(path, 'utf8')).toBe('text 49');
    expect(await readdir(folder)).toEqual(['roster.json']);
    expect(await readSavedRoster(path)).toBe('text 49');
  });

  it('[HO7] a folder that cannot be written is told once, and the file of before stays', async () => {
    const problems: string[] = [];
    const file = savedRosterFile('/proc/nowhere/roster.json', (message) => problems.push(message));
    file.save('a');
    await file.saved();
    file.save('b');
    await file.saved();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('could not be saved');
  });

  it('[HO7] there may be none, and a damaged one is set aside', async () => {
    const folder = scratchFolder();
    await chmod(folder, 0o700);
    const path = join(folder, 'new', 'roster.json');
    expect(await readSavedRoster(path)).toBeNull();
    const file = savedRosterFile(path, () => {});
    file.save('damaged');
    await file.saved();
    await setAside(path);
    expect(await readdir(join(folder, 'new'))).toEqual(['roster.json.damaged']);
  });
});
