import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { openRollout } from '../../src/system/transcript/rollout-source.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[BR8] a FIFO is refused at once, and so is a folder', async () => {
  const folder = scratchFolder();
  execFileSync('mkfifo', [`${folder}/rollout.jsonl`]);
  await expect(openRollout(`${folder}/rollout.jsonl`)).rejects.toThrow('it is not a file');
  await expect(openRollout(folder)).rejects.toThrow('it is not a file');
});
