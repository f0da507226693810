import type { AgentId, Exit } from '../../core/agent/agent.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import type { ScreenSize } from '../../core/terminal/terminal-sequence.ts';
import type { ProcessStop } from '../../system/process-stops.ts';
import type { Timers } from '../timers.ts';
import { type Emulator, makeEmulator } from './emulator.ts';
import type { TerminalColors } from './emulator-queries.ts';
import type { OutputSource } from './output-queue.ts';
import { type KeptOutput, type OutputRing, outputRing } from './output-ring.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { MakePty, Pty, PtyRequest } from './pty.ts';

export type TerminalEvents = {
  /** The screens of these may show something else. */
  readonly onChanged: (agents: readonly AgentId[]) => void;
  /** The payload of an OSC 7501. */
  readonly onReport: (agent: AgentId, payload: string) => void;
  readonly onTitle: (agent: AgentId, title: string) => void;
  /** Its process is stopped, or, with null, goes on again. */
  readonly onStop: (agent: AgentId, stop: ProcessStop | null) => void;
  /** After the last output is on the screen. */
  readonly onExit: (agent: AgentId, exit: Exit) => void;
  /** Its emulator broke; its screen is empty until the program draws again. */
  readonly onReset: (agent: AgentId, error: unknown) => void;
};

export type TerminalOptions = TerminalEvents & {
  readonly timers: Timers;
  readonly makePty: MakePty;
  readonly colors: () => TerminalColors;
  /** Epoch ms. */
  readonly now: () => number;
};

export type Program = Pick<PtyRequest, 'file' | 'arguments' | 'cwd' | 'env'> & {
  /** Told instead of the event: its end is not the agent's. */
  readonly onExit?: (exit: Exit) => void;
};

export type AgentTerminals = {
  /** The process id, or the sentence that says why it does not run. */
  readonly start: (
    agent: AgentId,
    program: Program,
    size: ScreenSize,
  ) => { readonly pid: number } | { readonly problem: string };
  /** False when the program has too much unread already: nothing of `bytes` will arrive. */
  readonly write: (agent: AgentId, bytes: Uint8Array) => boolean;
  readonly waitingBytes: (agent: AgentId) => number;
  /** Its output is shown before that of others from now on. */
  readonly prefer: (agent: AgentId) => void;
  readonly signal: (agent: AgentId, name: NodeJS.Signals) => void;
  readonly resize: (agent: AgentId, size: ScreenSize) => void;
  /** Null for an agent that was never started. An ended one keeps its last screen. */
  readonly frame: (agent: AgentId) => Frame | null;
  /** As `Emulator.rowsBack`. Null for one that was never started. */
  readonly rowsBack: (agent: AgentId, back: number) => ReturnType<Emulator['rowsBack']> | null;
  /** Null for one that was never started. */
  readonly links: (agent: AgentId) => Emulator['links'] | null;
  readonly heldUntil: (agent: AgentId) => number | null;
  /** The last output, oldest first; empty for one that was never started. */
  readonly keptOutput: (agent: AgentId) => readonly KeptOutput[];
  /** Forgets the screen; a program that still runs is left alone. */
  readonly forget: (agent: AgentId) => void;
};

type Terminal = { emulator: Emulator; pty: Pty | null; readonly output: OutputRing };
type Terminals = Map<AgentId, Terminal>;

/** Every agent's terminal: the program, and what its screen shows. */
export function agentTerminals(options: TerminalOptions): AgentTerminals {
  const terminals: Terminals = new Map();
  const emulatorFor = emulatorMaker(terminals, options);
  const schedule = parseSchedule<AgentId>(options.timers, {
    onParsed: options.onChanged,
    onBroken(agent, error) {
      const terminal = terminals.get(agent);
      if (!terminal) return;
      const { columns, rows } = terminal.emulator.frame();
      terminal.emulator.dispose();
      terminal.emulator = emulatorFor(agent, { columns, rows });
      terminal.output.begin(terminal.emulator.snapshot(), options.now());
      schedule.add(agent, sourceOf(terminal, options.now));
      // Programs draw all of their screen again when its size changes.
      terminal.pty?.resize(columns, rows - 1);
      terminal.pty?.resize(columns, rows);
      options.onReset(agent, error);
    },
  });

  const forget = (agent: AgentId) => {
    schedule.remove(agent);
    terminals.get(agent)?.emulator.dispose();
    terminals.delete(agent);
  };

  return {
    forget,
    start(agent, program, size) {
      forget(agent);
      const emulator = emulatorFor(agent, size);
      const output = outputRing(emulator.snapshot(), options.now());
      const terminal: Terminal = { emulator, pty: null, output };
      terminals.set(agent, terminal);
      schedule.add(agent, sourceOf(terminal, options.now));
      // What is left of an agent's process before says nothing about this one.
      const isCurrent = () => terminals.get(agent) === terminal;
      const pty = options.makePty({
        ...program,
        ...size,
        onOutput(bytes) {
          if (isCurrent()) schedule.push(agent, bytes);
        },
        onStop(stop) {
          if (isCurrent()) options.onStop(agent, stop);
        },
        onExit(exit) {
          terminal.pty = null;
          if (!isCurrent()) return;
          schedule.finish(agent);
          if (program.onExit) program.onExit(exit);
          else options.onExit(agent, exit);
        },
      });
      if ('problem' in pty) return pty;
      terminal.pty = pty;
      return { pid: pty.pid };
    },
    write: (agent, bytes) => terminals.get(agent)?.pty?.write(bytes) ?? true,
    waitingBytes: (agent) => terminals.get(agent)?.pty?.waitingBytes() ?? 0,
    prefer: schedule.prefer,
    signal: (agent, name) => terminals.get(agent)?.pty?.signal(name),
    resize(agent, { columns, rows }) {
      const terminal = terminals.get(agent);
      if (!terminal) return;
      terminal.output.resized({ columns, rows }, options.now());
      terminal.emulator.resize(columns, rows);
      terminal.pty?.resize(columns, rows);
      options.onChanged([agent]);
    },
    frame: (agent) => terminals.get(agent)?.emulator.frame() ?? null,
    rowsBack: (agent, back) => terminals.get(agent)?.emulator.rowsBack(back) ?? null,
    links: (agent) => terminals.get(agent)?.emulator.links ?? null,
    heldUntil: (agent) => terminals.get(agent)?.emulator.heldUntil() ?? null,
    keptOutput: (agent) => terminals.get(agent)?.output.kept() ?? [],
  };
}

function emulatorMaker(terminals: Terminals, options: TerminalOptions) {
  return (agent: AgentId, size: ScreenSize): Emulator =>
    makeEmulator({
      ...size,
      colors: options.colors,
      now: options.timers.now,
      onReply: (reply) => terminals.get(agent)?.pty?.write(Buffer.from(reply)),
      onReport: (payload) => options.onReport(agent, payload),
      onTitle: (title) => options.onTitle(agent, title),
      onBell: () => undefined,
    });
}

function sourceOf(terminal: Terminal, now: () => number): OutputSource {
  return {
    parse(bytes) {
      const { emulator, output } = terminal;
      const at = now();
      if (output.isDue(at) && emulator.isBetween()) output.begin(emulator.snapshot(), at);
      output.push(bytes, at);
      emulator.write(bytes);
    },
    pause: () => terminal.pty?.pause(),
    resume: () => terminal.pty?.resume(),
  };
}
