import { shellQuoted } from '../text/shell-quote.ts';
import { hookEvents } from './hook-events.ts';
import { tomlString } from './toml-inline.ts';

/** Where the script is and what it is told; all absolute paths. */
export type MarkHook = {
  readonly script: string;
  readonly markersFolder: string;
  readonly agent: string;
};

/** Of UTF-8 text, in lower-case hex. */
export type Sha256 = (text: string) => string;

type Handler = {
  readonly event: string;
  readonly command: string;
  readonly timeoutSeconds: number;
};

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
  return Object.entries(hookEvents).map(([event, { timeoutSeconds }]) => ({
    event,
    command: markCommand(hook, event),
    timeoutSeconds,
  }));
}

/** Run through `sh` by name, so that a lost executable bit or a noexec mount cannot silence it. */
function markCommand(hook: MarkHook, event: string): string {
  return ['/bin/sh', hook.script, hook.markersFolder, hook.agent, event].map(shellQuoted).join(' ');
}

function handlerToml({ command, timeoutSeconds }: Handler): string {
  return `[{hooks=[{type="command",command=${tomlString(command)},timeout=${timeoutSeconds}}]}]`;
}

function trustKey(event: string): string {
  return `${flagsLayer}:${snakeCase(event)}:0:0`;
}

/** Codex hashes compact JSON with sorted keys; these literals are written in that order. */
function trustedHash({ event, command, timeoutSeconds }: Handler, sha256: Sha256): string {
  const handler = { async: false, command, timeout: timeoutSeconds, type: 'command' };
  return `sha256:${sha256(JSON.stringify({ event_name: snakeCase(event), hooks: [handler] }))}`;
}

function snakeCase(event: string): string {
  return event.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
