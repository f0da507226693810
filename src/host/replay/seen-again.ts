import type { AgentId } from '../../core/agent/agent.ts';
import type { Evidence } from '../../core/lifecycle/evidence.ts';
import type { LifecycleName } from '../../core/lifecycle/lifecycle-table.ts';
import type { Covered } from '../../core/run/heard-again.ts';
import type { RunOutput } from '../../core/run/run-file.ts';
import { blankFrame, type Frame } from '../../core/terminal/frame.ts';
import type { ScreenSize } from '../../core/terminal/terminal-sequence.ts';
import { darkColors } from '../terminal/emulator-queries.ts';
import type { PtyRequest } from '../terminal/pty.ts';
import { agentWitnesses } from '../witnesses/agent-witnesses.ts';
import { dialogMayStand } from '../witnesses/dialog-watch.ts';
import { virtualTimers } from './virtual-timers.ts';

export type SeenAgain = {
  /** What the output and the screen said, in order. */
  readonly evidence: readonly Evidence[];
  readonly covered: Covered;
  /** Null before the output that is kept begins. */
  readonly frame: Frame | null;
};

const agent = 'replayed' as AgentId;
/** Looks at the screen come a moment after what was drawn, but never that long. */
const afterwardsMs = 1000;

/** Reads output as the host does, with its own emulator and witnesses. `until` is epoch ms; null reads all. */
export function seenAgain(
  output: readonly RunOutput[],
  { stateAt, until }: { stateAt: (at: number) => LifecycleName; until: number | null },
): SeenAgain {
  const evidence: Evidence[] = [];
  const wanted = output.filter(({ at }) => until === null || at <= until);
  const [first] = wanted;
  if (first?.type !== 'screen') return { evidence, covered: [], frame: null };
  const timers = virtualTimers(first.at);
  const terminal = terminalAgain(timers, {
    onEvidence: (one) => evidence.push(one),
    mayHaveDialog: () => dialogMayStand(stateAt(timers.now())),
  });
  terminal.start(first);
  for (const one of withoutKnownScreens(wanted)) {
    timers.passUntil(one.at);
    if (one.type === 'size' || one.type === 'screen') terminal.resize(one);
    if (one.type === 'output' || one.type === 'screen') terminal.says(one.text);
  }
  const end = (wanted.at(-1)?.at ?? first.at) + afterwardsMs;
  timers.passUntil(until ?? end);
  return { evidence, covered: coveredBy(wanted), frame: terminal.frame() };
}

/** Between two pieces without a gap the emulator knows better than a picture of its screen. */
function withoutKnownScreens(output: readonly RunOutput[]): readonly RunOutput[] {
  return output.filter(
    (one, index) => one.type !== 'screen' || index === 0 || output[index - 1]?.type === 'gap',
  );
}

function coveredBy(output: readonly RunOutput[]): Covered {
  const covered: { from: number; to: number }[] = [];
  for (const { type, at } of withoutKnownScreens(output)) {
    const present = covered.at(-1);
    if (type === 'screen') covered.push({ from: at, to: at });
    else if (present && type !== 'gap') present.to = at;
  }
  const last = covered.at(-1);
  if (last && output.at(-1)?.type !== 'gap') last.to += afterwardsMs;
  return covered;
}

function terminalAgain(
  timers: ReturnType<typeof virtualTimers>,
  {
    onEvidence,
    mayHaveDialog,
  }: { onEvidence: (evidence: Evidence) => void; mayHaveDialog: () => boolean },
) {
  let request: PtyRequest | null = null;
  const { terminals } = agentWitnesses({
    timers,
    now: timers.now,
    colors: () => darkColors,
    makePty(given) {
      request = given;
      return unheardPty;
    },
    followRollout: () => ({ ready: Promise.resolve(), close: async () => undefined }),
    mayHaveDialog,
    keyMatters: () => false,
    onEvidence: (_agent, evidence) => onEvidence(evidence),
    onDigest: () => undefined,
    slots: { folder: '', ownerId: -1 },
    waitMs: () => null,
    codexVersion: () => null,
    onScreen: () => undefined,
    onPrompt: () => undefined,
    onTyped: () => undefined,
    onChanged: () => undefined,
    onReset: () => undefined,
    onMalformedMarker: () => undefined,
    onNotice: () => undefined,
  });
  const program = { file: 'codex', arguments: [], cwd: '/', env: {} };
  return {
    start: (size: ScreenSize) => terminals.start(agent, program, size),
    resize: ({ columns, rows }: ScreenSize) => terminals.resize(agent, { columns, rows }),
    says(text: string) {
      request?.onOutput(Buffer.from(text));
      timers.passUntil(timers.now());
    },
    frame: () => terminals.frame(agent) ?? blankFrame(1, 1),
  };
}

/** Nobody answers what a recording asks. */
const unheardPty = {
  pid: 0,
  write: () => true,
  waitingBytes: () => 0,
  resize: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  signal: () => undefined,
};
