import { constants } from 'node:os';
import type { Connection } from '../client/connect.ts';
import { firstKeysFile } from '../client/first-keys-file.ts';
import { findPlaces } from '../client/places-on-disk.ts';
import { promptHistory } from '../client/prompt-history.ts';
import type { OuterTerminal, ScreenEnd } from '../ui/main.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { diffOf } from './diff-of-agent.ts';
import { connectOrStart } from './host-access.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';

type TerminalFacts = Pick<Surroundings, 'env'> &
  Readonly<Record<'stdin' | 'stdout', { readonly isTTY?: boolean }>>;

/** Null when the grid can be drawn here and read the keyboard, else the sentence that says what to do. */
export function terminalProblem({ stdin, stdout, env }: TerminalFacts): string | null {
  if (!stdin.isTTY || !stdout.isTTY) {
    const which = stdout.isTTY ? 'standard input' : 'standard output';
    return `The grid needs a terminal, and ${which} is none. Without one use codex-grid ls, show, keys and screen; codex-grid --help lists them all.`;
  }
  if (env['TERM'] !== 'dumb') return null;
  return 'The grid cannot be drawn on a dumb terminal (TERM=dumb). Set TERM to what your terminal is, e.g. xterm-256color, or use codex-grid ls, show, keys and screen.';
}

/** Shows the grid until the user leaves it. */
export async function openGrid(
  surroundings: Surroundings,
  occasion: 'work' | 'demo',
): Promise<Outcome> {
  const problem = terminalProblem(surroundings);
  if (problem) return wrongUsage(problem);
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  // The host starts while the terminal is asked for its colours, which the greeting needs.
  const start = connectOrStart(places, surroundings);
  const { takeTerminal, runScreen } = await import('../ui/main.ts');
  const terminal = await takeTerminal({ input: surroundings.stdin, output: surroundings.stdout });
  const connection = await greeted(terminal, start, () =>
    connectOrStart(places, surroundings, { role: 'screen', colors: colorsOf(terminal) }),
  );
  if (connection.type === 'problem') {
    terminal.close('');
    return failed(connection.message);
  }
  const { host } = connection;
  const history = await promptHistory(places.promptHistory);
  const firstKeys = await firstKeysFile(places.firstKeys);
  const { transcripts } = await import('../system/transcript/open-transcript.ts');
  try {
    const end = await runScreen({
      host,
      terminal,
      environment: surroundings.env,
      demo: occasion === 'demo',
      diffOf: (agent) => diffOf(agent, host, surroundings),
      transcripts,
      firstKeys: { ...firstKeys, remember: (kept) => void firstKeys.remember(kept) },
      history: { ...history, remember: (text) => void history.remember(text) },
    });
    return outcomeOf(end, places);
  } finally {
    host.close();
  }
}

type Started = Exclude<Connection, { type: 'nobody' }>;

/** The connection of a screen, once there is a host; the terminal is given back when starting one throws. */
async function greeted(
  terminal: OuterTerminal,
  start: Promise<Started>,
  connect: () => Promise<Started>,
): Promise<Started> {
  try {
    const started = await start;
    if (started.type === 'problem') return started;
    const connection = await connect();
    started.host.close();
    return connection;
  } catch (error) {
    terminal.close('');
    throw error;
  }
}

function colorsOf({ answers }: OuterTerminal) {
  const { foreground, background } = answers;
  return foreground && background ? { foreground, background } : null;
}

function outcomeOf(end: ScreenEnd, places: Places): Outcome {
  switch (end.reason) {
    case 'detached':
    case 'stopped-all':
      return done(end.message === null ? '' : `${end.message}\n`);
    case 'host-gone':
      return failed(
        `The host went away (${end.message ?? 'it hung up'}), and the agents with it. Run codex-grid again: it lists them as ended, and e resumes each where its session stood. Why it ended may stand in ${places.hostLog}.`,
      );
    case 'hang-up':
      // As a shell reports a program that a signal ended.
      return { ...failed(''), problem: null, exitCode: 128 + constants.signals[end.signal] };
    default:
      return end satisfies never;
  }
}
