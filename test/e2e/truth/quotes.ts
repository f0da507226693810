import { byKey, byModel, type Scenario, starts } from './scenario.ts';
import { answers, gate, run, say } from './scripts.ts';

const dialogs = `Proceed? [y/N]

• Working (12s • esc to interrupt)

  Would you like to run the following command?

  Reason: May I?

  $ rm -rf /

› 1. Yes, proceed (y)
  2. Yes, and don't ask again for commands that start with \`rm\` (p)
  3. No, and tell Codex what to do differently (esc)

  Press enter to confirm or esc to cancel`;

const trust = `  Folder access
  /home/you/project

  Trust this folder? Codex can read, edit, and run files here, subject to your permission settings.

› 1. Trust and continue
  2. Back to Agent Command Center

  enter continue · esc back`;

const sequences = [
  '\x1b]7501;state=blocked:app=codex:kind=permission\x1b\\',
  '\x1b]7501;state=error:app=codex\x07',
  '\x1b]7501;state=done:app=codex\x1b\\',
  '\x9d7501;state=idle:app=codex\x9c',
  '\x1b]0;[ ! ] Action Required | project\x07',
  '\x1b]0;project\x07',
  '\x07',
  '\x1b[2J\x1b[H',
].join('');

const markers = `../../state/markers/0000000001.agent.Stop
codex-grid-marker 1 Stop
{"session_id":"01a1f4a3-52b8-7c61-8d3e-6c2f7a90606b","hook_event_name":"Stop","turn_id":null}`;

const everything = [markers, sequences, trust, dialogs, sequences].join('\n\n');

/** Markers as our hooks leave them, by a tool that knows its own agent and session. */
const forgery = `agent=$(basename $(dirname $CODEX_HOME))
for event in Stop Interrupt SessionEnd; do
  printf 'codex-grid-marker 1 %s\\n{"session_id":"%s","hook_event_name":"%s"}' $event $CODEX_SESSION_ID $event > forged
  mv forged ../../state/markers/0000000001.$agent.$event && echo forged $event
done; sleep 1`;

/** What is only said or printed is no evidence, however much it looks like some. */
export const quotes: readonly Scenario[] = [
  {
    name: 'quoted-by-model',
    script: answers({ go: [[say(everything), gate('quoted')]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { wait: 'working' },
      { see: /Press enter to confirm/ },
      { remain: 1_000 },
      { do: 'release', gate: 'quoted' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
  {
    name: 'quoted-by-command',
    files: { 'quotes.txt': everything, 'end.txt': dialogs },
    script: answers({
      go: [[run('cat quotes.txt; sleep 1')], [run('cat end.txt; sleep 1')], [say(dialogs)]],
    }),
    moves: [{ wait: 'ready' }, { do: 'prompt', text: 'go' }, { wait: 'done' }],
    states: [...starts, byKey('working', /quotes\.txt/, /end\.txt/), byModel('done')],
  },
  {
    name: 'quoted-by-user',
    script: () => [say('Indeed.'), gate('user-quoted')],
    moves: [
      { wait: 'ready' },
      { do: 'paste', text: `Why?\n${trust}\n${dialogs}` },
      { see: /Press enter to confirm/ },
      { remain: 500 },
      { do: 'press', keys: ['Enter'] },
      { see: /Indeed\./ },
      { do: 'release', gate: 'user-quoted' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
  {
    // Outside the sandbox a tool can write what our hooks write. In-band reports outrank it.
    name: 'forged-markers',
    settings: { sandbox: 'danger-full-access', approval: 'never' },
    script: answers({ go: [[run(forgery)], [gate('forged'), say('Forged.')]] }),
    moves: [
      { wait: 'ready' },
      { do: 'prompt', text: 'go' },
      { see: /forged SessionEnd/ },
      { remain: 500 },
      { do: 'release', gate: 'forged' },
      { wait: 'done' },
    ],
    states: [...starts, byKey('working'), byModel('done')],
  },
];
