import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { endGroup } from './end-group.ts';
import { eventually } from './eventually.ts';
import { scratchFolder } from './scratch-folder.ts';

/** macOS has bash 3.2 as sh, Debian dash; busybox where there is one. */
export const shells = [['/bin/sh'], ['bash', '--posix'], ['bash'], ['busybox', 'sh']].filter(
  ([shell = '', ...options]) => spawnSync(shell, [...options, '-c', ':']).status === 0,
);

export const askScript = resolve(import.meta.dirname, '../../hooks/ask');

export type AskPlace = { readonly markers: string; readonly slots: string };

export function askPlace(): AskPlace {
  const folder = `${scratchFolder()}/it's "a" $folder \\ ü`;
  const place = { markers: `${folder}/markers`, slots: `${folder}/slots` };
  for (const made of Object.values(place)) mkdirSync(made, { recursive: true });
  return place;
}

export type AskHook = {
  readonly pid: number;
  readonly process: string;
  readonly child: ChildProcess;
  readonly end: Promise<{ readonly code: number | null; readonly output: string }>;
  /** Until its marker lies there. */
  readonly asked: () => Promise<void>;
};

/** The script as codex runs it: in a group of its own, with the payload on stdin. */
export function askHook(
  { markers, slots }: AskPlace,
  {
    shell = ['/bin/sh'],
    waitSeconds = 20,
    payload = '{"session_id":"s"}',
  }: {
    readonly shell?: readonly string[];
    readonly waitSeconds?: number;
    readonly payload?: string;
  } = {},
): AskHook {
  const [program = '', ...options] = shell;
  const words = [markers, slots, 'a1', 'PermissionRequest', String(waitSeconds)];
  const child = spawn(program, [...options, askScript, ...words], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? 0;
  onTestFinished(() => endGroup(pid));
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    output += `stderr: ${bytes.toString()}`;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(payload);
  const process = String(pid).padStart(10, '0');
  return {
    pid,
    process,
    child,
    // When nobody holds its output any more, as codex waits for it.
    end: new Promise((ended) => {
      child.on('close', (code) => ended({ code, output }));
    }),
    asked: () =>
      eventually(
        () => {
          if (!readdirSync(markers).some((name) => name.startsWith(process))) throw new Error('no');
        },
        { interval: 5 },
      ),
  };
}
