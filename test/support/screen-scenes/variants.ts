import type { ModelScript } from '../../../src/demo/model-script.ts';
import { type CodexToRecord, recordingFolder, recordingRepository } from '../screen-recorder.ts';
import type { Play } from './play.ts';

const script: ModelScript = ({ prompt, outputs }) => {
  if (outputs.length > 0) return [{ type: 'text', text: 'Done.', wordDelayMs: 0 }];
  if (prompt === 'run a command') {
    return [{ type: 'shell', command: 'echo hi', justification: 'it writes outside the folder' }];
  }
  if (prompt === 'ask one') {
    const option = (label: string) => ({ label, description: `quite ${label}` });
    const options = [option('Red'), option('Blue')];
    return [
      { type: 'question', questions: [{ header: 'Wall', question: 'Which colour?', options }] },
    ];
  }
  return [{ type: 'text', text: 'Fine.', wordDelayMs: 0 }];
};

const sizes = [
  [80, 24],
  [120, 40],
] as const;

/** Terminals and settings that change how the same things are drawn. */
const variants: Readonly<Record<string, Partial<CodexToRecord>>> = {
  light: { colors: { foreground: '#202020', background: '#ffffff' } },
  black: { colors: { foreground: '#ffffff', background: '#000000' } },
  silent: { colors: 'silent' },
  '256': { env: { COLORTERM: '' } },
  inline: { arguments: ['--no-alt-screen'] },
  bare: { arguments: ['-c', 'tui.status_line=[]'] },
};

export const variantPlays: Readonly<Record<string, Play>> = {
  async inline(open) {
    const project = recordingRepository('project');
    const home = recordingFolder('home');
    const codex = await open({ script, home, project, arguments: ['--no-alt-screen'] });
    await codex.say('Say something fine');
    await codex.waitFor('Worked for');
    await codex.type('\x14');
    await codex.record('pager-transcript');
    await codex.type('q', '\x1b', '\x1b');
    await codex.record('pager-transcript-browsed');
    await codex.close();
  },

  async variants(open) {
    for (const [variant, options] of Object.entries(variants)) {
      const project = recordingRepository('project');
      const home = recordingFolder('home');
      const codex = await open({ script, home, project, sizes, ...options });
      await codex.say('Say something fine');
      await codex.waitFor('Worked for');
      await codex.record(`${variant}-composer`);
      await codex.paste('Mend the kettle\n\nand the pot');
      await codex.record(`${variant}-draft`);
      await codex.type('\x03');
      await codex.type('/mo');
      await codex.record(`${variant}-popup-commands`);
      await codex.type('\r');
      await codex.record(`${variant}-menu-model`);
      await codex.type('\x1b');
      await codex.type('?');
      await codex.record(`${variant}-popup-shortcuts`);
      await codex.type('\x1b');
      await codex.type('/presets', '\r');
      await codex.record(`${variant}-popup-presets`);
      await codex.type('\x1b');
      await codex.say('run a command');
      await codex.waitFor('Yes, proceed');
      await codex.record(`${variant}-approval`);
      await codex.type('y');
      await codex.waitFor('Done.');
      await codex.say('ask one');
      await codex.waitFor('Question 1/1');
      await codex.record(`${variant}-question`);
      await codex.close();
    }
  },
};
