import type { Agent } from '../agent/agent.ts';
import {
  isCommand,
  type PromptCommands,
  promptProblem,
  promptText,
} from '../prompts/prompt-text.ts';
import { filledTemplate } from '../prompts/template.ts';
import { type Composer, draftName, openComposer } from './composer.ts';
import { targetsOf } from './composer-targets.ts';
import { remembered, withDraft } from './prompt-memory.ts';
import { ask } from './questions.ts';
import { type Act, type ScreenEffect, type ScreenModel, withOverlay } from './screen-state.ts';
import { editedText } from './text-editor.ts';

/** Enter in the composer: what is wrong is said there, what is large or unusual is asked about. */
export function sendComposer(model: ScreenModel, composer: Composer): Act {
  const prompts = promptsOf(composer, model);
  if ('problem' in prompts) return openComposer(model, { ...composer, problem: prompts.problem });
  const { purpose } = composer;
  if (purpose.type === 'edit') return sendEdit(model, composer, purpose.prompt);
  return needsConfirming(composer, prompts)
    ? ask(model, { type: 'send', composer })
    : sendPrompts(model, composer, 'send-as-text');
}

export type Prompt = { readonly agent: Agent; readonly text: string };

/** What each of those it goes to gets, in the order of their tiles. */
export function promptsOf(
  composer: Composer,
  model: ScreenModel,
): readonly Prompt[] | { readonly problem: string } {
  const targets = targetsOf(composer, model);
  if (targets.type === 'problem') return targets;
  const { agents } = targets;
  if (agents.length === 0) return { problem: nobodyProblem(composer) };
  const text = promptText(editedText(composer.text));
  if (text === '') return { problem: 'There is nothing to send yet: type a prompt.' };
  const texts = composer.purpose.type === 'edit' ? [text] : filledTemplate(text, agents);
  if ('problem' in texts) return texts;
  const problem = texts.map(promptProblem).find((found) => found !== null);
  if (problem !== undefined) return { problem };
  return agents.map((agent, index) => ({ agent, text: texts[index] ?? text }));
}

/** What is wrong with whom it goes to; null when it goes to somebody. */
export function toProblem(composer: Composer, model: ScreenModel): string | null {
  const targets = targetsOf(composer, model);
  if (targets.type === 'problem') return targets.problem;
  return targets.agents.length > 0 ? null : nobodyProblem(composer);
}

function nobodyProblem({ to }: Composer): string {
  if (to.type === 'agents') return 'Nobody is left whom it could go to.';
  return to.field.text.trim() === ''
    ? 'Say to whom: names, numbers, state=ready, @group, or all.'
    : `No agent is "${to.field.text.trim()}".`;
}

/** More are not overlooked at a glance. Agents. */
const glanceLimit = 3;

/** Hardly typed by hand: more likely a paste of something else. Bytes. */
const largeBytes = 2048;

function needsConfirming({ text }: Composer, prompts: readonly Prompt[]): boolean {
  const whole = editedText(text);
  return (
    isCommand(promptText(whole), 'run') ||
    (promptText(whole).includes('\n') && prompts.length > glanceLimit) ||
    sizeBytes(whole) > largeBytes
  );
}

/** As UTF-8. */
export function sizeBytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
  }
  return bytes;
}

/** Sends it, shows what becomes of it, and keeps the text until the host has it. */
export function sendPrompts(model: ScreenModel, composer: Composer, commands: PromptCommands): Act {
  const prompts = promptsOf(composer, model);
  if ('problem' in prompts) return openComposer(model, { ...composer, problem: prompts.problem });
  const { source, batches } = model.prompts;
  const batch = `${source}-${batches + 1}`;
  const text = editedText(composer.text);
  const draft = draftName(composer.purpose);
  const memory = remembered({ ...model.prompts, batches: batches + 1 }, text);
  const kept = draft === null ? memory : withDraft(memory, draft, composer.text);
  const { to } = composer;
  const prompted: ScreenModel = {
    ...model,
    prompts: to.type === 'selector' ? { ...kept, lastTo: to.field.text.trim() } : kept,
  };
  const agents = prompts.map(({ agent }) => agent.id);
  return {
    model: withOverlay(prompted, {
      type: 'receipts',
      list: { of: { type: 'batch', batch, agents }, chosen: 0, problem: null },
    }).model,
    effects: [
      { type: 'remember-prompt', text },
      ...inRequests(prompts).map(
        (some): ScreenEffect => ({
          type: 'request',
          purpose: { type: 'prompt', draft },
          command: {
            type: 'prompt',
            batch,
            prompts: some.map((prompt) => ({ agent: prompt.agent.id, text: prompt.text })),
            when: composer.when,
            commands,
          },
        }),
      ),
    ],
  };
}

/** With all its characters escaped a request stays below the longest line of the wire. UTF-16 units. */
const requestSize = 1_300_000;

/** A large text for many is told in several requests of one batch. */
function inRequests(prompts: readonly Prompt[]): readonly (readonly Prompt[])[] {
  const requests: Prompt[][] = [];
  let size = requestSize;
  for (const prompt of prompts) {
    size += prompt.text.length;
    if (size > requestSize) {
      requests.push([]);
      size = prompt.text.length;
    }
    requests.at(-1)?.push(prompt);
  }
  return requests;
}

function sendEdit(model: ScreenModel, composer: Composer, prompt: string): Act {
  return {
    model: openComposer(model, { ...composer, problem: null, phase: 'sending' }).model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'edit-prompt' },
        command: { type: 'editPrompt', prompt, text: promptText(editedText(composer.text)) },
      },
    ],
  };
}
