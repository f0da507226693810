import type { AnswerMeaning } from '../../../src/core/asks/pending-ask.ts';
import type { LifecycleName } from '../../../src/core/lifecycle/lifecycle-table.ts';
import type { AgentSettings } from '../../../src/core/settings/agent-settings.ts';
import type { ModelScript } from '../../../src/demo/model-script.ts';

/** What somebody does, one thing after the other. */
export type Move =
  /** Pasted; sent as soon as the composer shows it, and again until the screen shows that it came through. */
  | { readonly do: 'prompt'; readonly text: string }
  /** Pasted, and seen in the composer. */
  | { readonly do: 'paste'; readonly text: string }
  /** Typed letter by letter, not sent. */
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'press'; readonly keys: readonly string[] }
  /** In a list of choices: each key, in the same way. */
  | { readonly do: 'choose'; readonly keys: readonly string[] }
  /** Ctrl+C at an empty composer, once more where codex was not yet ready to be told. */
  | { readonly do: 'leave' }
  /** To the request that its tile shows, as a user of the grid gives it. */
  | { readonly do: 'answer'; readonly choice: AnswerMeaning }
  /** The model goes on. */
  | { readonly do: 'release'; readonly gate: string }
  | { readonly do: 'kill'; readonly signal: NodeJS.Signals }
  /** `codex-grid` with the words; `NAME` stands for the agent. It must succeed, or fail with `problem`. */
  | { readonly do: 'command'; readonly words: readonly string[]; readonly problem?: RegExp }
  /** A change of the agent's Codex home or folder that codex has no part in. */
  | { readonly do: 'change'; readonly by: (place: AgentPlace) => void }
  /** Until the tile comes to that state; one that it had when the last wait ended does not count. */
  | { readonly wait: LifecycleName }
  /** Until the tile counts so many subagents. */
  | { readonly count: number }
  /** For so many ms nobody does anything. */
  | { readonly remain: number }
  /** Until the agent's screen shows it. */
  | { readonly see: RegExp }
  /** Until the tile's detail is like this. */
  | { readonly read: RegExp }
  /** Until the tile has a badge like this. */
  | { readonly badge: RegExp }
  /** Until the tile names the session that the model was last asked in: that of the last such move, or another. */
  | { readonly session: 'same' | 'new' };

/** Absolute paths. */
export type AgentPlace = { readonly cwd: string; readonly codexHome: string };

/** A Codex home that is neither isolated nor the user's; scenarios that name the same one share it. */
export type ScenarioHome = {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  /** What its config.toml says, made of one that asks our model and brings no dialog up. */
  readonly config?: (usual: string) => string;
};

/**
 * What makes a state come: codex's own start, a key, the model's last byte before it, a signal, or nothing but
 * time that codex itself lets pass. The first and the last are not timed.
 */
export type By = 'start' | 'key' | 'model' | 'signal' | 'codex';

export type Expected = {
  readonly state: LifecycleName;
  readonly by: By;
  /** Details that it has while it lasts, in this order, maybe with others between. */
  readonly details: readonly RegExp[];
  /** How many subagents it counts while it lasts, one number after the other; without this, none at any time. */
  readonly subagents?: readonly number[];
  /** It may be over before a roster is sent. */
  readonly isBrief?: true;
};

/** One story with the real codex: what happens, and every state that the tile goes through, in order. */
export type Scenario = {
  /** Also the agent's name. */
  readonly name: string;
  readonly settings?: AgentSettings;
  /** The model; without one, `toldScript`. It is asked only for what happens in this scenario's folder. */
  readonly script?: ModelScript;
  /** Files in the agent's folder, made beforehand; a folder `.git` makes it a repository. */
  readonly files?: Readonly<Record<string, string>>;
  readonly home?: ScenarioHome;
  /** Another agent's story, played to the end of its moves beforehand. */
  readonly before?: Scenario;
  readonly moves: readonly Move[];
  readonly states: readonly Expected[];
};

/** Codex drops a key that comes at the moment at which it draws a dialog: nobody can have meant that. */
export const readingTime: Move = { remain: 400 };

export const starts: readonly Expected[] = [
  { state: 'starting', by: 'start', details: [] },
  { state: 'ready', by: 'start', details: [] },
];

export const byKey = expected('key');
export const byModel = expected('model');
export const bySignal = expected('signal');
export const byCodex = expected('codex');

function expected(by: By) {
  return (state: LifecycleName, ...details: readonly RegExp[]): Expected => ({
    state,
    by,
    details,
  });
}

export const briefly = (state: LifecycleName): Expected => ({
  ...byCodex(state),
  isBrief: true,
});

export function withSubagents(expected: Expected, ...subagents: readonly number[]): Expected {
  return { ...expected, subagents };
}
