import { shellQuoted } from '../text/shell-quote.ts';
import { type HookEventRow, hookEvents } from './hook-events.ts';
import { tomlString } from './toml-inline.ts';

/** Where the script is and what it is told; all absolute paths. */
export type MarkHook = {
  readonly script: string;
  readonly markersFolder: string;
  readonly agent: string;
  /** Null where codex asks in its own dialogs alone. */
  readonly ask: AskHook | null;
};

/** The script that waits for the user's answer to a request for leave; absolute paths. */
export type AskHook = {
  readonly script: string;
  readonly slotsFolder: string;
  /** How long the host waits for the user. */
  readonly waitSeconds: number;
};

/** How the user is asked by us, before codex does it in a dialog of its own. */
export type Asking = Pick<AskHook, 'slotsFolder' | 'waitSeconds'>;

/** The scripts of the package's `hooks/`, for one agent. */
export function agentHook({
  hooksFolder,
  asking,
  ...told
}: Pick<MarkHook, 'markersFolder' | 'agent'> & {
  readonly hooksFolder: string;
  readonly asking: Asking | null;
}): MarkHook {
  const ask = asking && { script: `${hooksFolder}/ask`, ...asking };
  return { script: `${hooksFolder}/mark`, ...told, ask };
}

/** Of UTF-8 text, in lower-case hex. */
export type Sha256 = (text: string) => string;

type Handler = {
  readonly event: string;
  readonly command: string;
  readonly timeoutSeconds: number;
  /** Whether codex goes on meanwhile. */
  readonly isAsync: boolean;
  /** What codex shows while the hook runs. */
  readonly statusMessage?: string;
};

/** Codex draws it beside the time that it has worked. */
const askStatus = 'codex-grid asks you; type here to be asked here';

/** Codex's own name for the layer that `-c` makes. */
const flagsLayer = '/<session-flags>/config.toml';

/**
 * The `-c` arguments that make codex run `mark` on every event and trust exactly these handlers. Given as
 * flags they reach only the codex they are given to: one that an agent starts in the same home has none.
 */
export function hookArguments(hook: MarkHook, sha256: Sha256): readonly string[] {
  const handlers = handlersOf(hook);
  const trust = handlers.map(
    (handler) =>
      `${tomlString(trustKey(handler.event))}={trusted_hash=${tomlString(trustedHash(handler, sha256))}}`,
  );
  return [
    ...handlers.flatMap((handler) => ['-c', `hooks.${handler.event}=${handlerToml(handler)}`]),
    '-c',
    `hooks.state={${trust.join(',')}}`,
  ];
}

/** One of our hooks as codex lists it. `hash` is the one that it is trusted by. */
export type ExpectedHook = {
  readonly event: string;
  readonly key: string;
  readonly command: string;
  readonly hash: string;
};

/** What codex must list when it was given `hookArguments`. */
export function expectedHooks(hook: MarkHook, sha256: Sha256): readonly ExpectedHook[] {
  return handlersOf(hook).map((handler) => ({
    event: handler.event,
    key: trustKey(handler.event),
    command: handler.command,
    hash: trustedHash(handler, sha256),
  }));
}

function handlersOf(hook: MarkHook): readonly Handler[] {
  return Object.entries(hookEvents).map(([event, row]) =>
    hook.ask !== null && row.means === 'permission-wanted'
      ? askHandler(hook, hook.ask, event)
      : markHandler(hook, event, row),
  );
}

/** The script's own end comes after the host's, and codex's, which shows a failed hook, after that. */
const marginSeconds = 5;

function askHandler(
  { markersFolder, agent }: MarkHook,
  { script, slotsFolder, waitSeconds }: AskHook,
  event: string,
): Handler {
  const endSeconds = waitSeconds + marginSeconds;
  return {
    event,
    command: shellCommand(script, markersFolder, slotsFolder, agent, event, String(endSeconds)),
    timeoutSeconds: endSeconds + marginSeconds,
    isAsync: false,
    statusMessage: askStatus,
  };
}

function markHandler(
  { script, markersFolder, agent }: MarkHook,
  event: string,
  { timeoutSeconds, async: isAsync = false }: HookEventRow,
): Handler {
  const command = shellCommand(script, markersFolder, agent, event);
  return { event, command, timeoutSeconds, isAsync };
}

/** Run through `sh` by name, so that a lost executable bit or a noexec mount cannot silence it. */
function shellCommand(...words: readonly string[]): string {
  return ['/bin/sh', ...words].map(shellQuoted).join(' ');
}

function handlerToml({ command, timeoutSeconds, isAsync, statusMessage }: Handler): string {
  const status = statusMessage === undefined ? '' : `,statusMessage=${tomlString(statusMessage)}`;
  const goesOn = isAsync ? ',async=true' : '';
  return `[{hooks=[{type="command",command=${tomlString(command)},timeout=${timeoutSeconds}${goesOn}${status}}]}]`;
}

function trustKey(event: string): string {
  return `${flagsLayer}:${snakeCase(event)}:0:0`;
}

/** Codex hashes compact JSON with sorted keys; these literals are written in that order. */
function trustedHash(
  { event, command, timeoutSeconds, isAsync, statusMessage }: Handler,
  sha256: Sha256,
): string {
  const handler = {
    async: isAsync,
    command,
    ...(statusMessage === undefined ? {} : { statusMessage }),
    timeout: timeoutSeconds,
    type: 'command',
  };
  return `sha256:${sha256(JSON.stringify({ event_name: snakeCase(event), hooks: [handler] }))}`;
}

function snakeCase(event: string): string {
  return event.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
