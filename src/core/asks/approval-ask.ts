import type { Choice, Open } from '../codex-screen/screen-facts.ts';
import { longTextLimit } from '../lifecycle/marker-evidence.ts';
import { plainText } from '../text/plain-text.ts';
import {
  hasHooks,
  plainLines,
  saysBlocked,
  squeezed,
  standing,
  type ToldAsk,
  toldAsks,
} from './ask-parts.ts';
import { patchFiles, patchSummary } from './patch-summary.ts';
import type { AskChoice } from './pending-ask.ts';
import { notShownYet } from './problems.ts';
import type { AskingAgent, StandingAsk, Way } from './standing-ask.ts';

type Shown = Extract<Open, { readonly kind: 'approval' }>;

export function approvalAsk(agent: AskingAgent): StandingAsk {
  const { memory } = agent.lifecycle;
  const told = toldAsks(memory, 'approval');
  const open = agent.screen?.facts.open;
  if (open?.kind !== 'approval') return unseen(agent, told);
  const meant = meantBy(open, told);
  const answers = answersOf(open);
  const tool = meant[0]?.ask.tool ?? null;
  const reason = tool?.reason ?? open.reason;
  return standing(agent, {
    kind: 'approval',
    title: open.title,
    subject: subjectOf(open, meant[0]),
    reason: reason === null ? null : plainText(reason),
    subagent: open.thread,
    choices: answers.map(({ choice }) => choice),
    ways: answers.map(({ way }) => way),
    told: meant,
    names: [
      open.name,
      ...squeezedFacts(open, meant[0]),
      ...(meant.length > 0
        ? meant.flatMap(({ ask, subagentId }) => [ask.at, subagentId])
        : [memory.inBand?.at ?? null]),
    ],
    problem: problemOf(agent, open, meant),
  });
}

function unseen(agent: AskingAgent, told: readonly ToldAsk[]): StandingAsk {
  const only = told.length === 1 ? told[0] : undefined;
  const { inBand } = agent.lifecycle.memory;
  return standing(agent, {
    kind: 'approval',
    title: 'Codex asks for leave',
    subject: only?.ask.tool?.command ? plainLines(only.ask.tool.command) : agent.lifecycle.detail,
    reason: only?.ask.tool?.reason ? plainText(only.ask.tool.reason) : null,
    choices: [],
    ways: [],
    told: only ? [only] : [],
    names: ['unseen', inBand?.at ?? null, ...told.map(({ ask }) => ask.at)],
    problem: notShownYet(agent),
  });
}

function problemOf(agent: AskingAgent, open: Shown, meant: readonly ToldAsk[]): string | null {
  if (!saysBlocked(agent.lifecycle.memory, 'approval')) return 'codex does not say that it waits';
  if (open.name !== 'command' && open.name !== 'edits') {
    return 'what is asked for shows only in the agent itself';
  }
  if (hasHooks(agent)) {
    if (meant.length === 0) return "codex's hook has told of another request than the screen shows";
    const commands = new Set(meant.map(({ ask }) => ask.tool?.command));
    return commands.size > 1 ? 'the screen shows too little of it to know which one it is' : null;
  }
  return open.isWhole ? null : 'not all of it is on the screen, and no hook tells the rest';
}

/** Which requests that were told of may stand on the screen: several only when nothing tells them apart. */
function meantBy(open: Shown, told: readonly ToldAsk[]): readonly ToldAsk[] {
  return told.filter((one) => isOfThread(open, one) && isAbout(open, one));
}

/** Where there is little room, whose request it is may be among what is left out. */
function isOfThread({ thread, isWhole }: Shown, { subagentId }: ToldAsk): boolean {
  if (thread === null) return subagentId === null || !isWhole;
  const [, id] = /\(([\w-]+)\)$/.exec(thread) ?? [];
  return id === undefined ? subagentId !== null : subagentId?.endsWith(id) === true;
}

function isAbout(open: Shown, { ask: { tool } }: ToldAsk): boolean {
  if (tool?.command == null) return false;
  if (open.name === 'edits') {
    return tool.name === 'apply_patch' && isOneOf(open.destination, patchFiles(tool.command));
  }
  if (open.name !== 'command' || tool.name === 'apply_patch') return false;
  if (open.command === null) return !open.isWhole;
  const [shown, whole] = [squeezed(open.command), squeezed(tool.command)];
  const isCut = tool.command.length >= longTextLimit;
  if (!open.isWhole)
    return whole.startsWith(shown) || (isCut && shown.startsWith(whole.slice(0, -1)));
  return isCut ? shown.startsWith(whole.slice(0, -1)) : shown === whole;
}

/** The patch names files as its writer does, the screen by their whole paths. */
function isOneOf(destination: string | null, files: readonly string[]): boolean {
  if (destination === null) return false;
  const shown = squeezed(destination);
  return files.some((file) => {
    const plain = squeezed(file).replace(/^(?:\.{1,2}\/)+/, '');
    return shown === plain || shown.endsWith(`/${plain}`) || plain.startsWith(`${shown}/`);
  });
}

/** The same at every size of its screen, if codex told what is asked; two requests may be told of at one instant. */
function squeezedFacts(open: Shown, meant: ToldAsk | undefined): readonly (string | null)[] {
  const { thread, command, destination } = open;
  return [thread, meant?.ask.tool?.command ?? command, destination].map(
    (text) => text && squeezed(text),
  );
}

function subjectOf(open: Shown, meant: ToldAsk | undefined): string | null {
  const command = meant?.ask.tool?.command ?? open.command;
  if (open.name === 'edits') return command ? patchSummary(command) : open.destination;
  return command === null ? null : plainLines(command);
}

type Answer = { readonly choice: AskChoice; readonly way: Way };

const meanings: Readonly<Record<string, AskChoice['means']>> = {
  y: 'approve',
  a: 'session',
  esc: 'deny',
};

/** For good: in the rules of the agent's home, which may be the user's own. */
const ruleConsequence =
  'codex keeps this as a rule and does not ask for it in later sessions either';

/** Those with a key; where the last one has no room, the hint below still names it. */
function answersOf({ choices }: Shown): readonly Answer[] {
  const shown = choices.flatMap((choice) => answerBy(choice) ?? []);
  if (choices.some(({ key }) => key === 'esc')) return shown;
  const number = (choices.at(-1)?.number ?? 0) + 1;
  return [...shown, answer({ number, label: 'No', key: 'esc', isHighlighted: false }, 'esc')];
}

function answerBy(choice: Choice): Answer | null {
  return choice.key === null ? null : answer(choice, choice.key);
}

function answer({ number, label }: Choice, key: string): Answer {
  const means = meanings[key] ?? null;
  return {
    choice: { number, label, means, consequence: key === 'p' ? ruleConsequence : null },
    way: { number, key: key === 'esc' ? 'Escape' : key, highlight: null },
  };
}
