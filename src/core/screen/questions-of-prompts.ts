import { isCommand, promptText } from '../prompts/prompt-text.ts';
import { plainText } from '../text/plain-text.ts';
import { openComposer } from './composer.ts';
import { sendPrompts, sizeBytes } from './composer-send.ts';
import { targetsOf } from './composer-targets.ts';
import type { Answer, Asked, Question } from './questions.ts';
import { closeOverlay, type ScreenModel, unchanged } from './screen-state.ts';
import { editedText } from './text-editor.ts';
import { clipEnd } from './tile-pieces.ts';

/** What is large, or goes to many, or is a command of codex's, is sent after a yes. */
export function askSend(
  { composer }: Extract<Question, { type: 'send' }>,
  model: ScreenModel,
): Asked {
  const text = promptText(editedText(composer.text));
  const targets = targetsOf(composer, model);
  const agents = targets.type === 'agents' ? targets.agents : [];
  const names = agents.map(({ name }) => plainText(name)).join(', ');
  const back = (answered: ScreenModel) => openComposer(answered, composer);
  const whom = agents.length === 1 ? names : `${agents.length} agents: ${names}`;
  const send: Answer = {
    word: 'Send',
    key: 'y',
    help: agents.length === 1 ? 'to that agent' : 'to each of them',
    act: (answered) => sendPrompts(answered, composer, 'send-as-text'),
  };
  const sign = text.slice(0, 1);
  const run: Answer = {
    word: 'Run it',
    key: 'r',
    help: sign === '!' ? 'as a command in its folder' : "as one of codex's own commands",
    act: (answered) => sendPrompts(answered, composer, 'run'),
  };
  const asText: Answer = { ...send, word: 'As text', key: 't', help: 'as a prompt' };
  const isRun = isCommand(text, 'run');
  return {
    title: 'Send',
    text: isRun
      ? `${clipEnd(plainText(text), shownColumns)}\n\nIs that a command of codex's, or a prompt that begins so? It goes to ${whom}.`
      : `Send ${amountOf(text)} to ${whom}?`,
    answers: [
      { word: 'No', key: 'n', help: 'back to the text', act: back },
      ...(isRun ? [run, asText] : [send]),
    ],
    proposed: 0,
    close: back,
  };
}

/** Of a command, to be recognised by. Cells. */
const shownColumns = 60;

/** Without letters, for somebody may still be typing a text. */
export function askMirrorOver({ why }: Extract<Question, { type: 'mirror-over' }>): Asked {
  return {
    title: 'Mirror typing is over',
    text: `${why} Keys go to nobody now.`,
    answers: [{ word: 'OK', key: null, help: 'back to the grid', act: unchanged }],
    proposed: 0,
    close: closeOverlay,
  };
}

function amountOf(text: string): string {
  const lines = text.split('\n').length;
  const size = sizeText(sizeBytes(text));
  return lines === 1 ? size : `${lines} lines, ${size},`;
}

/** As people read sizes. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
