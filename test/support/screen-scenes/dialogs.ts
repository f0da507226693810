import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { recordingFolder, recordingRepository } from '../screen-recorder.ts';
import { fine, type Play } from './play.ts';

const down = '\x1b[B';

/** The id of the one session that a home has. */
function sessionIn(home: string): string {
  const rollout = readdirSync(`${home}/sessions`, { recursive: true })
    .map(String)
    .find((path) => path.endsWith('.jsonl'));
  return /[0-9a-f-]{36}(?=\.jsonl$)/.exec(rollout ?? '')?.[0] ?? '';
}

/** What stands before the composer, or in its place. */
export const dialogPlays: Readonly<Record<string, Play>> = {
  async trust(open) {
    const codex = await open({
      script: fine,
      home: recordingFolder('home'),
      project: recordingRepository('project'),
      trusted: [],
      ready: 'Folder access',
    });
    await codex.record('folder-trust');
    await codex.type(down);
    await codex.record('folder-trust-moved');
    await codex.type('\r');
    await codex.record('agents-none');
    await codex.close();
  },

  async hooks(open) {
    const home = recordingFolder('home');
    const command = { type: 'command', command: '/bin/true' };
    writeFileSync(
      `${home}/hooks.json`,
      JSON.stringify({ hooks: { Stop: [{ hooks: [command] }] } }),
    );
    const project = recordingRepository('project');
    const codex = await open({ script: fine, home, project, ready: 'Hooks need review' });
    await codex.record('hooks-review');
    await codex.type('\r');
    await codex.record('hooks-review-list');
    await codex.close();
  },

  async announcement(open) {
    const codex = await open({
      script: fine,
      home: recordingFolder('home'),
      project: recordingRepository('project'),
      config: (usual) => usual.replace(/^\[notice\.model_migrations\]\n.*$/m, ''),
      ready: 'Use existing model',
    });
    await codex.record('model-announcement');
    await codex.close();
  },

  async update(open) {
    const home = recordingFolder('home');
    const latest = { latest_version: '0.999.0', last_checked_at: '2099-01-01T00:00:00Z' };
    writeFileSync(`${home}/version.json`, JSON.stringify({ ...latest, dismissed_version: null }));
    const codex = await open({
      script: fine,
      home,
      project: recordingRepository('project'),
      config: (usual) => usual.replace(/^check_for_update_on_startup.*$/m, ''),
      env: { CODEX_MANAGED_BY_NPM: '1' },
      ready: 'Update available',
    });
    await codex.record('update');
    await codex.close();
  },

  async signIn(open) {
    for (const [scene, keys] of [
      ['sign-in', []],
      ['sign-in-browser', ['\r']],
      ['sign-in-device', [down, '\r']],
      ['sign-in-other', [down, down, '\r']],
    ] as const) {
      const codex = await open({
        script: fine,
        home: recordingFolder('home'),
        project: recordingRepository('project'),
        arguments: ['-c', 'model_provider="openai"'],
        ready: 'Welcome to Codex',
      });
      await codex.type(...keys);
      await codex.record(scene);
      await codex.close();
    }
  },

  async signInProvider(open) {
    const login = (usual: string) =>
      usual.replace('requires_openai_auth = false', 'requires_openai_auth = true');
    const codex = await open({
      script: fine,
      home: recordingFolder('home'),
      project: recordingRepository('project'),
      config: login,
      ready: 'Welcome to Codex',
    });
    await codex.record('sign-in-provider');
    await codex.type(down, down, '\r', '\r');
    await codex.record('sign-in-key');
    await codex.close();
  },

  async resume(open) {
    const home = recordingFolder('home');
    const project = recordingRepository('project');
    const other = recordingRepository('other');
    const first = await open({ script: fine, home, project });
    await first.say('Say something fine');
    await first.waitFor('Worked for');
    await first.close();
    const resume = ['resume', sessionIn(home)];
    const usual = { script: fine, home, trusted: [project, other] };
    const moved = await open({
      ...usual,
      project: other,
      fromFolder: true,
      arguments: resume,
      ready: 'Working directory',
    });
    await moved.record('resume-folder');
    await moved.close();
    const holder = await open({ ...usual, project, arguments: resume, ready: 'Ask Codex' });
    await holder.record('resumed');
    const late = await open({ ...usual, project, arguments: resume, ready: 'another app' });
    await late.record('open-elsewhere');
    await late.close();
    await holder.close();
  },

  async resumeOne(open) {
    const codex = await open({
      script: fine,
      home: recordingFolder('home'),
      project: recordingRepository('project'),
      arguments: ['resume'],
      ready: 'Resume a previous session',
    });
    await codex.record('resume-picker-first');
    await codex.close();
  },

  async unknownSession(open) {
    const home = recordingFolder('home');
    mkdirSync(`${home}/sessions`);
    const codex = await open({
      script: fine,
      home,
      project: recordingRepository('project'),
      arguments: ['resume', '01a1fc5d-7f24-7921-b4aa-c34a31515270'],
      ready: 'No saved session',
    });
    await codex.record('no-session');
    await codex.close();
  },
};
