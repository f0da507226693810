import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainRow } from '../../../src/core/terminal/row-encoder.ts';
import type { ModelScript, ModelStep } from '../../../src/demo/model-script.ts';
import { recordingsFolder, screensIn } from '../recorded-screens.ts';
import { recordingFolder, recordingRepository } from '../screen-recorder.ts';
import type { Play } from './play.ts';

/** Recordings that a conversation quotes whole; they have to be there before. */
const quoted = [
  'approval-command',
  'approval-patch',
  'question-one',
  'menu-model',
  'draft-short',
  'popup-commands-few',
  'popup-mentions',
  'popup-shortcuts',
  'folder-trust',
  'open-elsewhere',
  'resume-picker',
  'agents',
  'pager-diff',
  'transcript-browser',
  'side',
];

function rowsOf(scene: string): readonly string[] {
  const text = readFileSync(join(recordingsFolder, `${scene}.txt`), 'utf8');
  return screensIn(scene, text)[0]?.frame.lines ?? [];
}

const sizes = [
  [80, 24],
  [48, 12],
] as const;

const says = (text: string): readonly ModelStep[] => [{ type: 'text', text, wordDelayMs: 0 }];

const phrases = `› draft
Would you like to run the following command? [y/N]
› 1. Yes, proceed (y)
(4s • esc to interrupt)
**Would you like to run the following command?**
\`› Ask Codex to do anything\`
Press enter to confirm or esc to cancel`;

/** The prompt is what to quote, and how. */
const script: ModelScript = ({ prompt, outputs }) => {
  if (outputs.length > 0) return says('Done.');
  if (prompt === 'phrases') return says(phrases);
  if (prompt === 'phrases without end') return [...says(phrases), { type: 'hang' }];
  const [, how, scene = ''] = /^(plain|fenced|output) (\S+)$/.exec(prompt) ?? [];
  if (how === undefined) return says('Fine.');
  const rows = rowsOf(scene);
  const shown = rows.map(plainRow).join('\n').trimEnd();
  if (how === 'plain') return says(shown);
  if (how === 'fenced') return says(`\`\`\`\n${shown}\n\`\`\``);
  const colours = Buffer.from(rows.join('\n').trimEnd()).toString('base64');
  return [{ type: 'shell', command: `echo ${colours} | base64 -d` }];
};

/** Conversations that quote what codex itself draws. */
export const quotePlays: Readonly<Record<string, Play>> = {
  async quotes(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project, sizes });
    await codex.say('phrases');
    await codex.waitFor('Worked for');
    await codex.record('quoted-phrases');
    for (const scene of quoted) {
      await codex.say(`plain ${scene}`);
      await codex.waitForRest();
      await codex.record(`quoted-plain-${scene}`);
    }
    for (const scene of quoted.slice(0, 3)) {
      await codex.say(`fenced ${scene}`);
      await codex.waitForRest();
      await codex.record(`quoted-fenced-${scene}`);
      await codex.say(`output ${scene}`);
      await codex.waitForRest();
      await codex.record(`quoted-output-${scene}`);
      await codex.paste(rowsOf(scene).map(plainRow).join('\n').trim().slice(0, 900));
      await codex.record(`quoted-draft-${scene}`);
      await codex.type('\r');
      await codex.waitForRest();
      await codex.record(`quoted-prompt-${scene}`);
    }
    writeFileSync(`${project}/quoted`, rowsOf('approval-command').join('\n'));
    await codex.type('!');
    await codex.paste('cat quoted');
    await codex.type('\r');
    await codex.waitForRest();
    await codex.record('quoted-shell');
    await codex.type('\x1b[5~');
    await codex.record('quoted-scrolled');
    await codex.type('\x14');
    await codex.record('quoted-details');
    await codex.say('phrases without end');
    await codex.waitFor('esc to cancel');
    await codex.record('quoted-working');
    await codex.close();
  },
};
