import type { AgentId } from './agent.ts';
import type { Why } from './host-commands.ts';
import type { Key } from './input-event.ts';
import { keyText } from './keymap.ts';
import { commandOf, editForm, type NewAgentForm } from './new-agent-form.ts';
import { type Act, agentOf, isLive, type ScreenModel, unchanged } from './screen-state.ts';

/** What lies above the grid and takes its keys; one at a time. */
export type Overlay =
  | { readonly type: 'none' }
  | { readonly type: 'help'; readonly scrolled: number }
  | { readonly type: 'quit'; readonly choice: QuitChoice }
  | { readonly type: 'stopping-all' }
  | { readonly type: 'stop'; readonly agent: AgentId; readonly choice: StopChoice }
  | { readonly type: 'new-agent'; readonly form: NewAgentForm }
  | {
      readonly type: 'why';
      readonly agent: AgentId;
      readonly answer: WhyAnswer;
      readonly scrolled: number;
    };

/** `at` is when the answer came: its ages count from there. Epoch ms. */
export type WhyAnswer =
  | { readonly type: 'asked' }
  | { readonly type: 'answered'; readonly at: number; readonly why: Why }
  | { readonly type: 'refused'; readonly message: string };

/** One answer to a question: its word, the letter that gives it, and what follows. */
export type ChoiceRow = { readonly word: string; readonly key: string; readonly help: string };

export const quitChoices = {
  detach: { word: 'Detach', key: 'd', help: 'the agents keep running' },
  'stop-all': { word: 'Stop all', key: 's', help: 'their sessions can be resumed' },
  cancel: { word: 'Cancel', key: 'c', help: 'back to the grid' },
} as const satisfies Record<string, ChoiceRow>;

export type QuitChoice = keyof typeof quitChoices;

export const stopChoices = {
  no: { word: 'No', key: 'n', help: 'leave it alone' },
  yes: { word: 'Stop it', key: 'y', help: 'its session can be resumed' },
} as const satisfies Record<string, ChoiceRow>;

export type StopChoice = keyof typeof stopChoices;

export const noOverlay: Overlay = { type: 'none' };

export function withOverlay(model: ScreenModel, overlay: Overlay): Act {
  return { model: { ...model, overlay }, effects: [] };
}

/** A key while an overlay is open. Esc closes each of them; none reaches an agent. */
export function pressInOverlay(model: ScreenModel, key: Key): Act {
  const { overlay } = model;
  if (isClosing(key)) return withOverlay(model, noOverlay);
  switch (overlay.type) {
    case 'none':
    case 'stopping-all':
      return unchanged(model);
    case 'help':
    case 'why':
      return pressInText(model, overlay, key);
    case 'quit':
      return pressInQuit(model, overlay.choice, key);
    case 'stop':
      return pressInStop(model, overlay, key);
    case 'new-agent':
      return pressInForm(model, overlay.form, key);
    default:
      return overlay satisfies never;
  }
}

function isClosing(key: Key): boolean {
  const text = keyText(key);
  return text === 'Escape' || text === 'Ctrl+C';
}

const scrollKeys: Readonly<Record<string, number>> = {
  Down: 1,
  j: 1,
  Up: -1,
  k: -1,
  PageDown: 10,
  Space: 10,
  PageUp: -10,
};

/** The view clips `scrolled` to what there is to scroll. */
function pressInText(
  model: ScreenModel,
  overlay: Extract<Overlay, { type: 'help' | 'why' }>,
  key: Key,
): Act {
  const text = keyText(key);
  if (text === 'q' || text === '?' || text === 'o') return withOverlay(model, noOverlay);
  const by = scrollKeys[text];
  if (by === undefined) return unchanged(model);
  return withOverlay(model, { ...overlay, scrolled: Math.max(0, overlay.scrolled + by) });
}

function pressInQuit(model: ScreenModel, choice: QuitChoice, key: Key): Act {
  const chosen = chosenBy(quitChoices, choice, key);
  if (chosen.type === 'moved') return withOverlay(model, { type: 'quit', choice: chosen.choice });
  if (chosen.type === 'nothing') return unchanged(model);
  switch (chosen.choice) {
    case 'detach':
      return leaveAgentsRunning(model);
    case 'stop-all':
      return {
        model: { ...model, overlay: { type: 'stopping-all' } },
        effects: [
          {
            type: 'request',
            purpose: { type: 'stop-all' },
            command: { type: 'stop', agents: 'all' },
          },
        ],
      };
    case 'cancel':
      return withOverlay(model, noOverlay);
    default:
      return chosen.choice satisfies never;
  }
}

export function leaveAgentsRunning(model: ScreenModel): Act {
  const running = model.roster.filter(isLive).length;
  const message =
    running === 0 || model.demo
      ? null
      : `${running} ${running === 1 ? 'agent keeps' : 'agents keep'} running. codex-grid brings ${running === 1 ? 'it' : 'them'} back.`;
  return { model, effects: [{ type: 'leave', reason: 'detached', message }] };
}

function pressInStop(
  model: ScreenModel,
  overlay: Extract<Overlay, { type: 'stop' }>,
  key: Key,
): Act {
  const chosen = chosenBy(stopChoices, overlay.choice, key);
  if (chosen.type === 'moved') {
    return withOverlay(model, { ...overlay, choice: chosen.choice });
  }
  if (chosen.type === 'nothing') return unchanged(model);
  if (chosen.choice === 'no') return withOverlay(model, noOverlay);
  return stopAgent({ ...model, overlay: noOverlay }, overlay.agent);
}

export function stopAgent(model: ScreenModel, id: AgentId): Act {
  const agent = agentOf(model, id);
  if (!agent || !isLive(agent)) return unchanged(model);
  return {
    model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'plain' },
        command: { type: 'stop', agents: [id] },
      },
    ],
  };
}

function pressInForm(model: ScreenModel, form: NewAgentForm, key: Key): Act {
  if (key.name !== 'Enter') {
    return withOverlay(model, { type: 'new-agent', form: editForm(form, key) });
  }
  if (form.sent) return unchanged(model);
  const command = commandOf(form, model.homeFolder);
  if ('problem' in command) {
    return withOverlay(model, { type: 'new-agent', form: { ...form, problem: command.problem } });
  }
  return {
    model: {
      ...model,
      folder: form.fields.folder.text.trim(),
      overlay: { type: 'new-agent', form: { ...form, problem: null, sent: true } },
    },
    effects: [{ type: 'request', purpose: { type: 'new-agent' }, command }],
  };
}

type Chosen<Choice> =
  | { readonly type: 'nothing' }
  | { readonly type: 'moved'; readonly choice: Choice }
  | { readonly type: 'taken'; readonly choice: Choice };

/** Arrows and Tab move among the choices, Enter takes one, and each has a letter of its own. */
function chosenBy<Choice extends string>(
  choices: Readonly<Record<Choice, { readonly key: string }>>,
  current: Choice,
  key: Key,
): Chosen<Choice> {
  const names = Object.keys(choices) as Choice[];
  const text = keyText(key);
  if (text === 'Enter') return { type: 'taken', choice: current };
  const byLetter = names.find((name) => choices[name].key === text.toLowerCase());
  if (byLetter !== undefined) return { type: 'taken', choice: byLetter };
  const by = choiceSteps[text];
  if (by === undefined) return { type: 'nothing' };
  const index = (names.indexOf(current) + by + names.length) % names.length;
  return { type: 'moved', choice: names[index] ?? current };
}

const choiceSteps: Readonly<Record<string, 1 | -1>> = {
  Right: 1,
  Down: 1,
  Tab: 1,
  l: 1,
  j: 1,
  Left: -1,
  Up: -1,
  'Shift+Tab': -1,
  h: -1,
  k: -1,
};
