import * as v from 'valibot';

const text = v.string();
/** An agent's number, name or id, as a person gives it. */
const agentReference = text;

/** What can be asked of the host; each is answered once, by `reply`. The CLI and the keys send the same ones. */
export const hostCommandSchemas = {
  /** Reply: the new roster entries. `count` > 1 appends -1, -2, ... to the name. */
  new: v.object({
    type: v.literal('new'),
    name: text,
    cwd: text,
    prompt: v.nullable(text),
    codexArguments: v.array(text),
    home: text,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  }),
  /** Reply: the whole roster. */
  list: v.object({ type: v.literal('list') }),
  /** Reply: `{agent, why}`; `why` is the evidence behind the state, newest last. */
  show: v.object({ type: v.literal('show'), agent: agentReference }),
  /** Reply: `{columns, rows, lines}`; lines plain, or with SGR when `styled`. */
  screen: v.object({ type: v.literal('screen'), agent: agentReference, styled: v.boolean() }),
  /** Reply: null, once the keys are queued for the PTY. Names as in tmux send-keys, or text as it is when `literal`. */
  keys: v.object({
    type: v.literal('keys'),
    agent: agentReference,
    keys: v.array(text),
    literal: v.boolean(),
  }),
  /** Reply: the roster entries that were stopped, once they have ended. `all` takes every live one. */
  stop: v.object({
    type: v.literal('stop'),
    agents: v.union([v.literal('all'), v.array(agentReference)]),
  }),
  /** Reply: the roster entry. Starts an ended agent again, on its session when it has one. */
  resume: v.object({ type: v.literal('resume'), agent: agentReference }),
  /** Reply: null. Takes an ended agent off the roster; its session stays on disk. */
  remove: v.object({ type: v.literal('remove'), agent: agentReference }),
  /** Reply: `{pid, version, stateFolder, startedAt, codex, malformedMarkers}`. */
  status: v.object({ type: v.literal('status') }),
  /** Reply: null, once every agent has ended; then the host exits. */
  stopHost: v.object({ type: v.literal('stopHost') }),
} as const;

export const hostCommandSchema = v.variant('type', [
  hostCommandSchemas.new,
  hostCommandSchemas.list,
  hostCommandSchemas.show,
  hostCommandSchemas.screen,
  hostCommandSchemas.keys,
  hostCommandSchemas.stop,
  hostCommandSchemas.resume,
  hostCommandSchemas.remove,
  hostCommandSchemas.status,
  hostCommandSchemas.stopHost,
]);

export type HostCommand = v.InferOutput<typeof hostCommandSchema>;

/** Why a request failed. `usage` makes a command exit 2, `failed` 1; `message` says what, why and what to do. */
export type Refusal = { readonly code: 'usage' | 'failed'; readonly message: string };

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: Refusal };

/** Reply of `show`. Times are epoch ms; `rule` names the reducer's rule that fired, null when it changed nothing. */
export type Why = readonly {
  readonly at: number;
  readonly witness: string;
  readonly says: string;
  readonly rule: string | null;
  readonly state: string;
}[];

/** Reply of `status`. */
export type HostStatus = {
  readonly pid: number;
  readonly version: string;
  readonly stateFolder: string;
  readonly startedAt: number;
  /** The binary new agents run, or the sentence that says why there is none. */
  readonly codex:
    | { readonly path: string; readonly version: string | null }
    | { readonly problem: string };
  readonly malformedMarkers: number;
};
