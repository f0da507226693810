import * as v from 'valibot';
import { mirroredKeys } from '../prompts/mirrored-keys.ts';
import { agentSettingsSchema } from '../settings/agent-settings.ts';

const text = v.string();
/** An agent's number, name or id, as a person gives it. */
const agentReference = text;

/** Text without control characters but tabs and line breaks: keys are told by their names. */
const plainTyping = v.pipe(text, v.minLength(1), v.regex(/^(?:[^\p{Cc}]|[\t\n])*$/u));

/** `AgentTask`. */
export const agentTaskSchema = v.variant('type', [
  v.object({ type: v.literal('session') }),
  v.object({ type: v.literal('command'), words: v.pipe(v.array(text), v.readonly()) }),
]);

/** What can be asked of the host; each is answered once, by `reply`. The CLI and the keys send the same ones. */
export const hostCommandSchemas = {
  /** Reply: the new roster entries. `count` > 1 appends -1, -2, ... to the name. */
  new: v.object({
    type: v.literal('new'),
    name: text,
    cwd: text,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
    /** What the user said for it. */
    settings: agentSettingsSchema,
    session: v.variant('type', [
      v.object({ type: v.literal('new') }),
      v.object({ type: v.literal('fork'), agent: agentReference }),
      /** A session of the user's own, by the absolute path of its rollout. */
      v.object({ type: v.literal('adopt'), id: text, rollout: text }),
    ]),
    /** What the user answered when asked whether codex may trust the folder; null when not asked. */
    consent: v.nullable(v.picklist(['trust', 'decline'])),
    /** The absolute path of the file that describes it. */
    fleet: v.nullable(text),
    group: v.nullable(text),
    task: agentTaskSchema,
  }),
  /** Reply: the whole roster. */
  list: v.object({ type: v.literal('list') }),
  /**
   * Reply: `{agent, why, transitions, disagreements, settings, launch, formerSessions, rolloutPath}`; `why` is the
   * evidence behind the state, all three newest last, `settings` what holds for its next start, `launch` what it was
   * last started with.
   */
  show: v.object({ type: v.literal('show'), agent: agentReference }),
  /**
   * Reply: `{columns, rows, lines}`; lines plain, or with SGR when `styled`. With `back` those that many rows above the
   * screen, and as `back` how far above it they are: less where no more is kept.
   */
  screen: v.object({
    type: v.literal('screen'),
    agent: agentReference,
    styled: v.boolean(),
    back: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  /** Reply: a sentence. Which of two logins an agent with one of its own goes on with; the other is gone. */
  keepLogin: v.object({
    type: v.literal('keepLogin'),
    agent: agentReference,
    keep: v.picklist(['mine', 'agent']),
  }),
  /** Reply: `{agent, codex, output}`: its id, codex's version and the last output as `RunOutput`; its evidence log is on the disk then. */
  recording: v.object({ type: v.literal('recording'), agent: agentReference }),
  /** Reply: the web addresses on its screen, newest last. */
  links: v.object({ type: v.literal('links'), agent: agentReference }),
  /** Reply: the web address that a cell of its screen is a hyperlink to, or null. Rows above the screen are negative. */
  linkAt: v.object({
    type: v.literal('linkAt'),
    agent: agentReference,
    x: v.pipe(v.number(), v.integer()),
    y: v.pipe(v.number(), v.integer()),
  }),
  /** Finds a text on the screens of those agents, as they stand. Reply: `GrepReply`. */
  grep: v.object({
    type: v.literal('grep'),
    text: v.pipe(
      text,
      v.check((given) => given.trim() !== ''),
      v.maxLength(1000),
    ),
    agents: v.union([v.literal('all'), v.array(agentReference)]),
  }),
  /** Reply: null, once the keys are queued for the PTY. Names as in tmux send-keys, or text as it is when `literal`. */
  keys: v.object({
    type: v.literal('keys'),
    agent: agentReference,
    keys: v.array(text),
    literal: v.boolean(),
  }),
  /**
   * Types at several agents at once, into composers alone, and keys only that edit a draft or send it. Reply:
   * `{agent, why}[]`, those that got nothing. `beginning` is the first of what is typed: it goes to no draft.
   */
  mirror: v.object({
    type: v.literal('mirror'),
    agents: v.array(agentReference),
    what: v.variant('type', [
      v.object({ type: v.literal('text'), text: plainTyping }),
      v.object({ type: v.literal('key'), key: v.picklist(mirroredKeys) }),
    ]),
    at: v.picklist(['beginning', 'going on']),
  }),
  /**
   * One prompt for each agent, through the door that never types into anything but a composer. Reply: `Receipt[]` as
   * they are at once. What was asked with the same batch and agent before is not sent again: its receipt is the reply.
   */
  prompt: v.object({
    type: v.literal('prompt'),
    batch: text,
    prompts: v.array(v.object({ agent: agentReference, text })),
    when: v.picklist(['ready', 'now', 'queue']),
    /** Whether a text that begins like one of codex's own commands is to be run as that. */
    commands: v.picklist(['run', 'send-as-text']),
  }),
  /** Reply: `Receipt[]`, oldest first: of a batch, or of what one agent has still waiting and its newest settled ones. */
  receipts: v.object({
    type: v.literal('receipts'),
    of: v.variant('type', [
      v.object({ type: v.literal('batch'), batch: text }),
      v.object({ type: v.literal('agent'), agent: agentReference }),
    ]),
  }),
  /** Reply: `{receipt, text}`. */
  promptText: v.object({ type: v.literal('promptText'), prompt: text }),
  /** Reply: `Receipt[]`, each as it is then: what was typed already cannot be cancelled. */
  cancelPrompts: v.object({ type: v.literal('cancelPrompts'), prompts: v.array(text) }),
  /** Reply: the receipt. Only while it is queued or held. */
  editPrompt: v.object({ type: v.literal('editPrompt'), prompt: text, text }),
  /** Reply: null once the turn is interrupted. Only a running turn; never at a dialog, an approval or a question. */
  interrupt: v.object({ type: v.literal('interrupt'), agent: agentReference }),
  /**
   * One answer to one request. `ask` is the id of `PendingAsk`; null is the one that stands there. Reply: a sentence
   * that says by which answer the request is gone.
   */
  answer: v.object({
    type: v.literal('answer'),
    agent: agentReference,
    ask: v.nullable(text),
    choice: v.union([
      v.picklist(['approve', 'session', 'deny']),
      v.pipe(v.number(), v.integer(), v.minValue(1)),
    ]),
  }),
  /** Reply: the roster entries that were stopped, once they have ended. `all` takes every live one. */
  stop: v.object({
    type: v.literal('stop'),
    agents: v.union([v.literal('all'), v.array(agentReference)]),
  }),
  /** Reply: the roster entries. Starts ended agents again, on their sessions unless `fresh`. `all` takes every ended one. */
  resume: v.object({
    type: v.literal('resume'),
    agents: v.union([v.literal('all'), v.array(agentReference)]),
    session: v.picklist(['own', 'fresh']),
  }),
  /** Reply: the roster entries that were removed. `purge` deletes their homes, `lose` the work in their worktrees. */
  remove: v.object({
    type: v.literal('remove'),
    agents: v.array(agentReference),
    sessions: v.picklist(['keep', 'purge']),
    work: v.picklist(['keep', 'lose']),
  }),
  /** Reply: the roster entry. */
  rename: v.object({ type: v.literal('rename'), agent: agentReference, name: text }),
  /** Whether anybody is told when they come to need their user. Reply: the roster entries. */
  mute: v.object({
    type: v.literal('mute'),
    agents: v.array(agentReference),
    notices: v.picklist(['muted', 'told']),
  }),
  /** Moves a tile beside another, in every screen. Reply: the whole roster. */
  place: v.object({
    type: v.literal('place'),
    agent: agentReference,
    beside: agentReference,
    side: v.picklist(['before', 'behind']),
  }),
  /** Whether their tiles stand before all others. Reply: the roster entries. */
  pin: v.object({
    type: v.literal('pin'),
    agents: v.array(agentReference),
    place: v.picklist(['pinned', 'free']),
  }),
  /** Reply: `AgentStats[]`: what time and tokens went into since then, epoch ms. */
  stats: v.object({ type: v.literal('stats'), since: v.number() }),
  /** Takes back the last removal or renaming of the last ten seconds. Reply: a sentence that says what is undone. */
  undo: v.object({ type: v.literal('undo') }),
  /** Reply: what was said for each agent, as `AgentDescription`. */
  descriptions: v.object({ type: v.literal('descriptions') }),
  /** Replaces what was said for an agent, from its next start on. Reply: the roster entry. */
  describe: v.object({
    type: v.literal('describe'),
    agent: agentReference,
    settings: agentSettingsSchema,
    group: v.nullable(text),
    fleet: v.nullable(text),
  }),
  /** Reply: `InspectedFolder`, by which a client asks its user before it sends `new` with a consent. */
  inspectFolder: v.object({ type: v.literal('inspectFolder'), cwd: text }),
  /** Reply: what was answered about folders, as `Consent`, oldest first. */
  consents: v.object({ type: v.literal('consents') }),
  /** Keeps an answer about the folder's repository, or forgets it. Reply: a sentence that says so. */
  decideTrust: v.object({
    type: v.literal('decideTrust'),
    folder: text,
    decision: v.picklist(['trust', 'decline', 'forget']),
  }),
  /** The answer to the message `update`. Reply: for `yes` the roster entry of the tile that updates. */
  updateCodex: v.object({ type: v.literal('updateCodex'), answer: v.picklist(['yes', 'no']) }),
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
  hostCommandSchemas.recording,
  hostCommandSchemas.links,
  hostCommandSchemas.linkAt,
  hostCommandSchemas.grep,
  hostCommandSchemas.keepLogin,
  hostCommandSchemas.keys,
  hostCommandSchemas.mirror,
  hostCommandSchemas.prompt,
  hostCommandSchemas.receipts,
  hostCommandSchemas.promptText,
  hostCommandSchemas.cancelPrompts,
  hostCommandSchemas.editPrompt,
  hostCommandSchemas.interrupt,
  hostCommandSchemas.answer,
  hostCommandSchemas.stop,
  hostCommandSchemas.resume,
  hostCommandSchemas.remove,
  hostCommandSchemas.rename,
  hostCommandSchemas.mute,
  hostCommandSchemas.place,
  hostCommandSchemas.pin,
  hostCommandSchemas.stats,
  hostCommandSchemas.undo,
  hostCommandSchemas.descriptions,
  hostCommandSchemas.describe,
  hostCommandSchemas.inspectFolder,
  hostCommandSchemas.consents,
  hostCommandSchemas.decideTrust,
  hostCommandSchemas.updateCodex,
  hostCommandSchemas.status,
  hostCommandSchemas.stopHost,
]);

export type HostCommand = v.InferOutput<typeof hostCommandSchema>;

/** Why a request failed. `usage` makes a command exit 2, `failed` 1; `message` says what, why and what to do. */
export type Refusal = {
  readonly code: 'usage' | 'failed';
  readonly message: string;
  /** For whoever can offer a way on: worktrees hold work that would be lost, or codex has no such session. */
  readonly reason?: 'has-work' | 'unknown-session';
};

export type Reply =
  /** `notices` are sentences about what was started or removed, which screens tell anyway. */
  | { readonly ok: true; readonly value: unknown; readonly notices?: readonly string[] }
  | { readonly ok: false; readonly error: Refusal };

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
