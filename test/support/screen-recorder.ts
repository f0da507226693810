import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { versionIn } from '../../src/core/codex/codex-version.ts';
import { plainRow } from '../../src/core/terminal/row-encoder.ts';
import { codexConfig } from '../../src/demo/codex-config.ts';
import { answeringTurns, type ModelScript } from '../../src/demo/model-script.ts';
import { startModelServer } from '../../src/demo/model-server.ts';
import { makeEmulator } from '../../src/host/terminal/emulator.ts';
import { darkColors, type TerminalColors } from '../../src/host/terminal/emulator-queries.ts';
import { startPty } from '../../src/host/terminal/pty.ts';
import { realCodex } from './real-codex.ts';
import type { RecordedScreen } from './recorded-screens.ts';

type Size = readonly [columns: number, rows: number];

export const allSizes: readonly Size[] = [
  [80, 24],
  [48, 12],
  [120, 40],
  [200, 50],
];

/** Not under /tmp, where codex warns; the same each time, since its path is seen on screens. */
const folder = '/var/tmp/codex-grid-screens';

export function removeRecordingFolders(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** An empty folder of that name for codex to work in or to have as its home. */
export function recordingFolder(name: string): string {
  const path = `${folder}/${name}`;
  rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  mkdirSync(path, { recursive: true });
  return path;
}

export function recordingRepository(name: string): string {
  const path = recordingFolder(name);
  execFileSync('git', ['init', '-q', '-b', 'main', path]);
  return path;
}

export type CodexToRecord = {
  readonly script: ModelScript;
  readonly home: string;
  readonly project: string;
  readonly trusted?: readonly string[];
  readonly config?: (usual: string) => string;
  readonly arguments?: readonly string[];
  /** Codex is started in the project without being told so. */
  readonly fromFolder?: true;
  readonly env?: Readonly<Record<string, string>>;
  readonly colors?: TerminalColors | 'silent';
  readonly sizes?: readonly Size[];
  /** What is on the screen when codex is ready. */
  readonly ready?: string;
};

export type RecordedCodex = {
  readonly type: (...keys: readonly string[]) => Promise<void>;
  readonly paste: (text: string) => Promise<void>;
  /** Pastes and sends. */
  readonly say: (text: string) => Promise<void>;
  readonly waitFor: (text: string) => Promise<void>;
  /** Until the turn that was begun is over. */
  readonly waitForRest: () => Promise<void>;
  /** Records what is shown at every size, and goes back to the first one. */
  readonly record: (scene: string) => Promise<void>;
  readonly resize: (size: Size) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Codex has drawn all that follows from a key within this time of its last output. */
const restMs = 250;
/** A key that changes nothing is answered with nothing. */
const longestPauseMs = 700;
/** A spinner never rests. */
const longestRestMs = 900;
const patienceMs = 15_000;

export async function openCodexToRecord(
  options: CodexToRecord,
  keep: (screen: RecordedScreen) => void,
): Promise<RecordedCodex> {
  const { script, home, project, trusted = [project], sizes = allSizes } = options;
  const file = await realCodex();
  const codexVersion = versionIn(execFileSync(file, ['--version'], { encoding: 'utf8' })) ?? '';
  const server = await startModelServer({ script: answeringTurns(script) });
  const usual = codexConfig({ modelUrl: server.url, trustedFolders: trusted });
  writeFileSync(`${home}/config.toml`, options.config?.(usual) ?? usual);
  const [[columns, rows] = [80, 24]] = sizes;
  let writtenAt = performance.now();
  let hasExited = false;
  let state = '';
  const { colors = darkColors } = options;
  const emulator = makeEmulator({
    columns,
    rows,
    colors: () => (colors === 'silent' ? darkColors : colors),
    now: () => performance.now(),
    onReply(reply) {
      if (colors === 'silent' && reply.startsWith('\x1b]')) return;
      if (!('problem' in pty)) pty.write(Buffer.from(reply));
    },
    onReport: (report) => {
      state = report;
    },
    onTitle: () => undefined,
    onBell: () => undefined,
  });
  const pty = startPty({
    file,
    arguments: [
      '--no-daemon',
      ...(options.fromFolder ? [] : ['-C', project]),
      ...(options.arguments ?? []),
    ],
    cwd: project,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      CODEX_HOME: home,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
      ...options.env,
    },
    columns,
    rows,
    onStop: () => undefined,
    onOutput(bytes) {
      writtenAt = performance.now();
      emulator.write(bytes);
    },
    onExit: () => {
      hasExited = true;
    },
  });
  if ('problem' in pty) throw new Error(pty.problem);

  const text = () => emulator.frame().lines.map(plainRow).join('\n');
  /** After what follows from a key or a resize of just now. */
  const rest = async () => {
    const began = performance.now();
    while (writtenAt < began && performance.now() < began + longestPauseMs) await sleep(20);
    const end = performance.now() + longestRestMs;
    while (performance.now() < Math.min(end, writtenAt + restMs)) await sleep(20);
  };
  const waitUntil = async (what: string, isSo: () => boolean) => {
    const end = performance.now() + patienceMs;
    while (!isSo()) {
      if (performance.now() > end || hasExited) throw new Error(`no ${what} in:\n${text()}`);
      await sleep(20);
    }
    await rest();
  };
  const type = async (...keys: readonly string[]) => {
    for (const key of keys) {
      if (hasExited) throw new Error('codex has ended');
      pty.write(Buffer.from(key));
      await rest();
    }
  };
  const paste = (pasted: string) => type(`\x1b[200~${pasted}\x1b[201~`);
  const resize = async ([nextColumns, nextRows]: Size) => {
    emulator.resize(nextColumns, nextRows);
    pty.resize(nextColumns, nextRows);
    await rest();
  };
  await waitUntil('start', () => text().includes(options.ready ?? 'Ask Codex to do anything'));
  return {
    type,
    paste,
    resize,
    say: async (prompt) => {
      await paste(prompt);
      await type('\r');
    },
    waitFor: (sought) => waitUntil(sought, () => text().includes(sought)),
    waitForRest: () => waitUntil('end of the turn', () => /state=(done|error)/.test(state)),
    async record(scene) {
      for (const [index, size] of sizes.entries()) {
        if (index > 0) await resize(size);
        keep({ scene, codexVersion, frame: emulator.frame() });
      }
      if (sizes.length > 1) await resize([columns, rows]);
    },
    async close() {
      if (!hasExited) pty.signal('SIGKILL');
      while (!hasExited) await sleep(20);
      await server.close();
    },
  };
}
