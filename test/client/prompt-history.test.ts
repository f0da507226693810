import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { promptHistory } from '../../src/client/prompt-history.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const fileIn = () => join(scratchFolder(), 'prompt-history.jsonl');

describe('the history on disk', () => {
  it('[BC33] is there again for the next screen, each text once', async () => {
    const path = fileIn();
    const first = await promptHistory(path);
    expect(first.known).toEqual([]);
    for (const text of ['one', 'two\nlines', 'one', '日本 😀']) await first.remember(text);
    expect((await promptHistory(path)).known).toEqual(['two\nlines', 'one', '日本 😀']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('[BC33] is kept short', async () => {
    const path = fileIn();
    const lines = Array.from({ length: 300 }, (_, index) =>
      JSON.stringify(`${index} ${'x'.repeat(20_000)}`),
    );
    writeFileSync(path, `${lines.join('\n')}\n`);
    const { known, remember } = await promptHistory(path);
    expect(known).toHaveLength(200);
    expect(known.at(-1)).toMatch(/^299 /);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(201);
    await remember('x'.repeat(100_001));
    expect((await promptHistory(path)).known).toHaveLength(200);
  });

  it('[BC33] survives rubbish, and a place that cannot be written', async () => {
    const path = fileIn();
    writeFileSync(path, '"one"\n{"a"\n42\n"two"\n"cut');
    expect((await promptHistory(path)).known).toEqual(['one', 'two']);
    const nowhere = await promptHistory(join(path, 'file'));
    await nowhere.remember('text');
    expect(nowhere.known).toEqual([]);
  });
});
