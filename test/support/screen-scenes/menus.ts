import { type RecordedCodex, recordingFolder, recordingRepository } from '../screen-recorder.ts';
import { fine, type Play } from './play.ts';

const ctrlC = '\x03';

/** Slash commands that open something in the composer's place, by scene. */
const menus: Readonly<Record<string, readonly string[]>> = {
  'menu-model': ['/model', '\r'],
  'menu-reasoning': ['/model', '\r', '\r'],
  'menu-permissions': ['/permissions', '\r'],
  'menu-full-access': ['/permissions', '\r', '\x1b[B\x1b[B', '\r'],
  'menu-new': ['/new', '\r'],
  'menu-fork': ['/fork', '\r'],
  'menu-worktree': ['/worktree', '\r'],
  'menu-review': ['/review', '\r'],
  'menu-review-branch': ['/review', '\r', '\r'],
  'menu-review-custom': ['/review', '\r', '4'],
  'menu-rename': ['/rename', '\r'],
  'menu-keymap': ['/keymap', '\r'],
  'menu-experimental': ['/experimental', '\r'],
  'menu-skills': ['/skills', '\r'],
  'menu-hooks': ['/hooks', '\r'],
  'menu-settings': ['/config', '\r'],
  'menu-export': ['/export', '\r'],
  'menu-tui': ['/tui', '\r'],
  'menu-daemon': ['/daemon', '\r'],
  'menu-warnings': ['/warnings', '\r'],
  'menu-theme': ['/theme', '\r'],
  'menu-status-line': ['/statusline', '\r'],
  'menu-title': ['/title', '\r'],
  'menu-feedback': ['/feedback', '\r'],
  'menu-plugins': ['/plugins', '\r'],
  'menu-subagents': ['/subagents', '\r'],
  'modal-archive': ['/archive', '\r'],
  'modal-delete': ['/delete', '\r'],
  'modal-memories': ['/memories', '\r'],
};

/** Closed with another key than Esc. */
const pagers: Readonly<Record<string, readonly string[]>> = { 'pager-diff': ['/diff', '\r'] };

async function withTurn(codex: RecordedCodex): Promise<RecordedCodex> {
  await codex.say('Say something fine');
  await codex.waitFor('Worked for');
  return codex;
}

function menuPlay(scene: string, keys: readonly string[]): Play {
  return async (open) => {
    const project = recordingRepository('project');
    const codex = await withTurn(
      await open({ script: fine, home: recordingFolder('home'), project }),
    );
    await codex.type(...keys);
    await codex.record(scene);
    await codex.close();
  };
}

export const menuPlays: Readonly<Record<string, Play>> = {
  ...Object.fromEntries(
    Object.entries(menus).map(([scene, keys]) => [scene, menuPlay(scene, keys)]),
  ),

  async screens(open) {
    const project = recordingRepository('project');
    const codex = await withTurn(
      await open({ script: fine, home: recordingFolder('home'), project }),
    );
    for (const [scene, keys] of Object.entries(pagers)) {
      await codex.type(...keys);
      await codex.record(scene);
      await codex.type('q');
    }
    await codex.type('/resume', '\r');
    await codex.record('resume-picker');
    await codex.type('zzz');
    await codex.record('resume-picker-none');
    await codex.type(ctrlC);
    await codex.type('/agents', '\r');
    await codex.record('agents');
    await codex.type('?');
    await codex.record('agents-help');
    await codex.close();
  },

  async limits(open) {
    const project = recordingRepository('project');
    const allowance = { usedPercent: 93, resetsAtSeconds: 4_000_000_000 };
    const codex = await open({
      script: () => [
        { type: 'limits', fiveHour: allowance, weekly: allowance },
        { type: 'text', text: 'Fine.', wordDelayMs: 0 },
      ],
      home: recordingFolder('home'),
      project,
    });
    await codex.say('Say something fine');
    await codex.waitFor('Approaching rate limits');
    await codex.record('menu-rate-limits');
    await codex.close();
  },

  async side(open) {
    const project = recordingRepository('project');
    const codex = await withTurn(
      await open({ script: fine, home: recordingFolder('home'), project }),
    );
    await codex.type('/side', '\r');
    await codex.waitFor('Side from main thread');
    await codex.record('side');
    await codex.paste('A question aside');
    await codex.record('side-draft');
    await codex.close();
  },
};
