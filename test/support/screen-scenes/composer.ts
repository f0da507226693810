import { writeFileSync } from 'node:fs';
import { type RecordedCodex, recordingFolder, recordingRepository } from '../screen-recorder.ts';
import type { Play } from './play.ts';
import { fine } from './play.ts';

/** One black dot. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const ctrlC = '\x03';
const esc = '\x1b';

export const drafts = {
  'draft-short': 'Mend the kettle',
  'draft-wide':
    '漢字と絵文字 👩‍👩‍👧 のある下書き — naïve café 🇫🇷 and more text so that it is wrapped',
  'draft-lines': 'First line\n\n  indented\n- a list\n› 1. Yes, proceed (y)\nlast',
  'draft-long': `${'A long draft that has to be wrapped somewhere. '.repeat(5)}${'x'.repeat(90)}`,
  'draft-tall': Array.from({ length: 60 }, (_, line) => `line ${line + 1} of many`).join('\n'),
  'draft-pasted': 'y'.repeat(1234),
  'draft-command': '/review with words behind it',
  'draft-no-command': '/zzz',
  'draft-like-placeholder': 'Ask Codex to do anything',
} as const;

async function clear(codex: RecordedCodex): Promise<void> {
  await codex.type(ctrlC);
}

/** What stands in the composer, and what opens above it. */
export const composerPlays: Readonly<Record<string, Play>> = {
  async drafts(open) {
    const project = recordingRepository('project');
    const codex = await open({ script: fine, home: recordingFolder('home'), project });
    await codex.record('composer-fresh');
    await codex.say('Say something fine');
    await codex.waitFor('Worked for');
    await codex.record('composer-after-turn');
    for (const [scene, draft] of Object.entries(drafts)) {
      await codex.paste(draft);
      await codex.record(scene);
      if (scene === 'draft-tall') {
        await codex.type('\x1b[A'.repeat(30));
        await codex.record('draft-tall-middle');
        await codex.type('\x1b[A'.repeat(60));
        await codex.record('draft-tall-top');
      }
      await clear(codex);
    }
    writeFileSync(`${project}/dot.png`, Buffer.from(picture, 'base64'));
    await codex.paste(`${project}/dot.png`);
    await codex.type(' like this one');
    await codex.record('draft-image');
    await clear(codex);
    await codex.type('   ');
    await codex.record('draft-blank');
    await clear(codex);
    await codex.type('!');
    await codex.record('shell-empty');
    await codex.type('ls -l');
    await codex.record('shell-draft');
    await clear(codex);
    await codex.close();
  },

  async popups(open) {
    const project = recordingRepository('project');
    writeFileSync(`${project}/kettle.ts`, '');
    const codex = await open({ script: fine, home: recordingFolder('home'), project });
    await codex.say('Say something fine');
    await codex.waitFor('Worked for');
    const popups = {
      'popup-commands': ['/'],
      'popup-commands-few': ['/mo'],
      'popup-commands-moved': ['/', '\x1b[B'.repeat(3)],
      'popup-mentions': ['@'],
      'popup-mentions-file': ['look at @kett'],
      'popup-mentions-none': ['@zzzz'],
      'popup-skills': ['$'],
    };
    for (const [scene, keys] of Object.entries(popups)) {
      await codex.type(...keys);
      await codex.record(scene);
      await codex.type(esc);
      if (scene === 'popup-commands') await codex.record('popup-commands-closed');
      await clear(codex);
    }
    await codex.type('?');
    await codex.record('popup-shortcuts');
    await codex.type(esc);
    await codex.type('/presets', '\r');
    await codex.record('popup-presets');
    await codex.type(esc);
    await codex.type('\x12');
    await codex.record('history-search');
    await codex.type('some');
    await codex.record('history-search-found');
    await codex.type('thing else');
    await codex.record('history-search-none');
    await codex.type(esc);
    await codex.type(esc);
    await codex.record('escape-again');
    await codex.type(esc);
    await codex.record('transcript-browser');
    await codex.type(esc);
    await codex.type('\x14');
    await codex.record('transcript-details');
    await codex.type('\x14');
    await codex.type('/copy', '\r');
    await codex.record('copy-selection');
    await codex.type(esc);
    await codex.close();
  },

  async modes(open) {
    const project = recordingRepository('project');
    const codex = await open({ script: fine, home: recordingFolder('home'), project });
    await codex.type('\x1b[Z');
    await codex.record('plan-mode');
    await codex.type('\x1b[Z');
    await codex.type('/vim', '\r');
    await codex.record('vim-normal');
    await codex.type('i');
    await codex.record('vim-insert');
    await codex.type('some words');
    await codex.record('vim-insert-draft');
    await codex.type(esc);
    await codex.record('vim-normal-draft');
    await codex.close();
  },
};
