import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  readSavedRoster,
  savedRosterFile,
  setAside,
} from '../../src/host/sessions/saved-roster-file.ts';
import { hostClock } from '../support/host-clock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('saved roster file', () => {
  it('[HO7] the newest of many saves is on the disk, and nothing beside it', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'roster.json');
    const file = savedRosterFile(path, hostClock(), () => {});
    for (let save = 0; save < 50; save += 1) file.save(`text ${save}`);
    await file.saved();
    expect(await readFile(path, 'utf8')).toBe('text 49');
    expect(await readdir(folder)).toEqual(['roster.json']);
    expect(await readSavedRoster(path)).toBe('text 49');
  });

  it('[HO7] a folder that cannot be written is told once, and the file of before stays', async () => {
    const problems: string[] = [];
    const file = savedRosterFile('/proc/nowhere/roster.json', hostClock(), (message) =>
      problems.push(message),
    );
    file.save('a');
    await file.saved();
    file.save('b');
    await file.saved();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('could not be saved');
  });

  it('[BR7] what could not be saved is saved once it can be, though nothing changes any more', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'state', 'roster.json');
    const clock = hostClock();
    const problems: string[] = [];
    const file = savedRosterFile(path, clock, (message) => problems.push(message));
    file.save('a');
    await file.saved();
    clock.passMs(10_000);
    await file.saved();
    await mkdir(join(folder, 'state'));
    clock.passMs(10_000);
    await file.saved();
    expect(await readFile(path, 'utf8')).toBe('a');
    expect(problems).toHaveLength(1);
    expect(clock.planned()).toBe(0);
  });

  it('[HO7] there may be none, and a damaged one is set aside', async () => {
    const folder = scratchFolder();
    await chmod(folder, 0o700);
    const path = join(folder, 'new', 'roster.json');
    expect(await readSavedRoster(path)).toBeNull();
    const file = savedRosterFile(path, hostClock(), () => {});
    file.save('damaged');
    await file.saved();
    await setAside(path);
    expect(await readdir(join(folder, 'new'))).toEqual(['roster.json.damaged']);
  });
});
