import type { AgentId } from '../agent/agent.ts';
import type { InspectedFolder } from '../codex/trust.ts';
import type { CodexUpdate } from '../codex/update-policy.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import { questionTable } from '../overlay-keys/list-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import { shortPaths } from '../text/short-paths.ts';
import { chosenBy } from './choosing.ts';
import type { Composer } from './composer.ts';
import type { NewAgentForm } from './new-agent-form.ts';
import { noOverlay } from './overlays.ts';
import { askQuit, askStop, askStopSeveral } from './questions-of-ending.ts';
import { askMirrorOver, askSend } from './questions-of-prompts.ts';
import { askFreshStart, askLoseWork, askRestart } from './questions-of-sessions.ts';
import { askTrust } from './questions-of-trust.ts';
import { askUpdate } from './questions-of-updates.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from './screen-state.ts';

/** What the screen asks a person; one at a time. */
export type Question =
  | { readonly type: 'quit' }
  | { readonly type: 'stop'; readonly agent: AgentId }
  | { readonly type: 'stop-several'; readonly agents: readonly AgentId[] }
  | { readonly type: 'restart'; readonly agent: AgentId }
  | { readonly type: 'restart-several'; readonly agents: readonly AgentId[] }
  /** May codex trust the folder of the form that was just filled? */
  | { readonly type: 'trust'; readonly folder: InspectedFolder; readonly form: NewAgentForm }
  /** The session of an agent is not there any more. */
  | { readonly type: 'fresh-start'; readonly agent: AgentId; readonly message: string }
  /** Worktrees of ended agents hold work that is nowhere else. */
  | {
      readonly type: 'lose-work';
      readonly agents: readonly AgentId[];
      readonly message: string;
    }
  /** May a text go out that is large, goes to many, or is a command? */
  | { readonly type: 'send'; readonly composer: Composer }
  /** Tells that keys are commands again. */
  | { readonly type: 'mirror-over'; readonly why: string }
  /** May codex be brought up to date? */
  | { readonly type: 'update'; readonly update: CodexUpdate };

/**
 * One answer: its word, the letter that gives it, what follows, and what it does once the question is closed. A
 * question that comes unasked has no letters: they would take keys meant for the grid.
 */
export type Answer = {
  readonly word: string;
  readonly key: string | null;
  readonly help: string;
  readonly act: (model: ScreenModel) => Act;
};

/** A question as it is drawn and answered. `proposed` is the answer that Enter gives at first. */
export type Asked = {
  readonly title: string;
  readonly text: string;
  readonly answers: readonly Answer[];
  readonly proposed: number;
  /** What Esc does. */
  readonly close: (model: ScreenModel) => Act;
};

export function askedBy(question: Question, model: ScreenModel): Asked {
  const asked = wordsOf(question, model);
  return { ...asked, text: shortPaths(asked.text, model.homeFolder) };
}

function wordsOf(question: Question, model: ScreenModel): Asked {
  switch (question.type) {
    case 'quit':
      return askQuit(model);
    case 'stop':
      return askStop(model, question.agent);
    case 'stop-several':
      return askStopSeveral(model, question.agents);
    case 'restart':
      return askRestart(model, [question.agent]);
    case 'restart-several':
      return askRestart(model, question.agents);
    case 'trust':
      return askTrust(question);
    case 'fresh-start':
      return askFreshStart(question);
    case 'lose-work':
      return askLoseWork(question);
    case 'send':
      return askSend(question, model);
    case 'mirror-over':
      return askMirrorOver(question);
    case 'update':
      return askUpdate(question);
    default:
      return question satisfies never;
  }
}

/** The model with the question above its grid. */
export function ask(model: ScreenModel, question: Question): Act {
  const { proposed } = askedBy(question, model);
  return withOverlay(model, { type: 'question', question, chosen: proposed });
}

export function pressInQuestion(
  model: ScreenModel,
  open: { readonly question: Question; readonly chosen: number },
  key: Key,
): Act {
  const { answers, close } = askedBy(open.question, model);
  if (actionOf(questionTable, key) === 'close') return close(model);
  const chosen = chosenBy(key, {
    count: answers.length,
    current: open.chosen,
    letters: answers.map((answer) => answer.key),
  });
  switch (chosen.type) {
    case 'nothing':
      return unchanged(model);
    case 'moved':
      return withOverlay(model, {
        type: 'question',
        question: open.question,
        chosen: chosen.index,
      });
    case 'taken':
      return answers[chosen.index]?.act({ ...model, overlay: noOverlay }) ?? unchanged(model);
    default:
      return chosen satisfies never;
  }
}
