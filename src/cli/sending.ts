import type { AgentId, Roster } from '../core/agent/agent.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import { filledTemplate } from '../core/prompts/template.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { Call, Surroundings } from './call.ts';
import { awaitDeliveries, receiptLink } from './delivery.ts';
import { type Ask, noHost, replyOf, withHost } from './host-access.ts';
import { failed, type Outcome } from './outcome.ts';
import { type PromptRequest, promptRequest } from './prompt-request.ts';
import { receiptAdvice } from './receipt-words.ts';
import { areReceipts } from './replies.ts';
import { withSelected } from './selecting.ts';
import { sentOutcome } from './sent-outcome.ts';
import { type TurnMark, type TurnWatch, turnMark, watchTurn } from './turn-watch.ts';

/** One prompt to the agents that are named before it. */
export function sendPrompt(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return send(
    { words: call.arguments.slice(0, -1), text: call.arguments.at(-1) ?? '' },
    call,
    surroundings,
  );
}

/** One prompt to all that run, or to those that `--to` says. */
export function broadcastPrompt(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const { to } = call.options;
  return send(
    { words: typeof to === 'string' ? [to] : null, text: call.arguments[0] ?? '' },
    call,
    surroundings,
  );
}

type Said = {
  /** Null for every agent that runs. */
  readonly words: readonly string[] | null;
  readonly text: string;
};

async function send(
  { words, text }: Said,
  call: Call,
  surroundings: Surroundings,
): Promise<Outcome> {
  const request = await promptRequest(text, call, surroundings);
  if ('exitCode' in request) return request;
  return withHost(surroundings, {
    work: (ask, host) =>
      withSelected(ask, {
        words: words ?? ['!state=ended'],
        surroundings,
        ...((words?.length ?? 0) > 1 && { hint: quoteHint }),
        whenNone: (sentence) => failed(words === null ? nobodyRuns : `${sentence} ${nothingSent}`),
        work: ({ agents }) => {
          // A tile in which `codex login` runs was never meant by "every agent".
          const meant = agents.filter(({ task }) => words !== null || task === 'session');
          return meant.length > 0
            ? sendTo(meant, request, { ask, host, surroundings })
            : failed(nobodyRuns);
        },
      }),
    without: noHost,
  });
}

const quoteHint = 'If this is part of the text: only the last argument is, so put it in quotes.';
const nothingSent = 'Nothing was sent.';
const nobodyRuns = `No agent runs. ${nothingSent}`;

type Means = { readonly ask: Ask; readonly host: HostPort; readonly surroundings: Surroundings };

async function sendTo(agents: Roster, request: PromptRequest, means: Means): Promise<Outcome> {
  const letters = lettersTo(agents, request);
  if ('problem' in letters) return failed(`${letters.problem} ${nothingSent}`);
  const { wait } = request;
  const { ask, host, surroundings } = means;
  const { tell, now, endingSignal } = surroundings;
  // From here on a signal ends the waiting, and not the command in the middle of its requests.
  const signal = wait === null ? null : endingSignal();
  const link = receiptLink(host);
  const marks = wait?.until === 'done' ? await marksOf(ask, agents, now()) : null;
  const { receipts, problem } = await posted(letters, request, means);
  if (problem !== null) return { ...problem, notices: receipts.map(receiptAdvice) };
  if (wait === null || signal === null) {
    const deliveries = receipts.map((receipt) => ({ receipt, turn: null }));
    return sentOutcome(deliveries, { agents, request, end: null });
  }
  const watches = marks === null ? noWatches : watchesOf(ask, { letters, receipts, marks });
  const waiting = { ask, link, wait, watches, signal, tell, now };
  const { deliveries, end } = await awaitDeliveries(receipts, waiting);
  return sentOutcome(deliveries, { agents, request, end });
}

/** What one agent is to get. */
type Letter = { readonly agent: AgentId; readonly text: string };

function lettersTo(
  agents: Roster,
  { text, fill }: PromptRequest,
): readonly Letter[] | { readonly problem: string } {
  const texts = fill === 'template' ? filledTemplate(text, agents) : agents.map(() => text);
  if ('problem' in texts) return texts;
  return agents.map(({ id }, at) => ({ agent: id, text: texts[at] ?? text }));
}

/** The receipts of all letters, or of those that were taken before the host refused. */
async function posted(
  letters: readonly Letter[],
  { when, commands, key }: PromptRequest,
  { ask, surroundings }: Means,
): Promise<{ readonly receipts: readonly Receipt[]; readonly problem: Outcome | null }> {
  const batch = key ?? surroundings.newId();
  const receipts: Receipt[] = [];
  for (const prompts of parcels(letters)) {
    const command = { type: 'prompt', batch, prompts, when, commands } as const;
    const reply = await replyOf(ask, command, areReceipts);
    if ('exitCode' in reply) return { receipts, problem: reply };
    receipts.push(...reply.value);
  }
  return { receipts, problem: null };
}

/** Well under the longest line that the wire takes, though JSON writes some letters with six. */
const parcelBytes = 1_200_000;

/** As many requests as keep each short; of one batch they count as one. */
function parcels(letters: readonly Letter[]): readonly Letter[][] {
  const filled: Letter[][] = [];
  let roomBytes = 0;
  for (const letter of letters) {
    const sizeBytes = Buffer.byteLength(letter.text);
    if (sizeBytes > roomBytes) {
      filled.push([]);
      roomBytes = parcelBytes;
    }
    filled.at(-1)?.push(letter);
    roomBytes -= sizeBytes;
  }
  return filled;
}

type Marks = ReadonlyMap<AgentId, TurnMark>;

async function marksOf(ask: Ask, agents: Roster, now: number): Promise<Marks> {
  const marks = new Map<AgentId, TurnMark>();
  for (const agent of agents) marks.set(agent.id, await turnMark(ask, agent, now));
  return marks;
}

const noWatches: ReadonlyMap<AgentId, TurnWatch> = new Map();

function watchesOf(
  ask: Ask,
  sent: {
    readonly letters: readonly Letter[];
    readonly receipts: readonly Receipt[];
    readonly marks: Marks;
  },
): ReadonlyMap<AgentId, TurnWatch> {
  const texts = new Map(sent.letters.map(({ agent, text }) => [agent, text]));
  return new Map(
    sent.receipts.flatMap((receipt) => {
      const { agent } = receipt;
      const [mark, text] = [sent.marks.get(agent), texts.get(agent)];
      if (!mark || text === undefined) return [];
      return [[agent, watchTurn(ask, mark, { text, receipt })]];
    }),
  );
}
