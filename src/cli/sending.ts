import type { AgentId, Roster } from '../core/agent/agent.ts';
import type { HostCommand } from '../core/host/host-commands.ts';
import type { Receipt } from '../core/prompts/receipt.ts';
import { filledTemplate } from '../core/prompts/template.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { Call, Surroundings } from './call.ts';
import { awaitDeliveries, receiptLink } from './delivery.ts';
import { type Ask, noHost, replyOf, withHost } from './host-access.ts';
import { failed, type Outcome } from './outcome.ts';
import { type PromptRequest, promptRequest } from './prompt-request.ts';
import { areReceipts } from './replies.ts';
import { withSelected } from './selecting.ts';
import { sentOutcome } from './sent-outcome.ts';
import { type TurnWatch, watchTurn } from './turn-watch.ts';

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
        whenNone: (sentence) =>
          failed(`${words === null ? 'No agent runs.' : sentence} Nothing was sent.`),
        work: ({ agents }) => sendTo(agents, request, { ask, host, surroundings }),
      }),
    without: noHost,
  });
}

type Means = { readonly ask: Ask; readonly host: HostPort; readonly surroundings: Surroundings };

async function sendTo(agents: Roster, request: PromptRequest, means: Means): Promise<Outcome> {
  const texts = textsFor(agents, request);
  if ('problem' in texts) return failed(`${texts.problem} Nothing was sent.`);
  const { wait } = request;
  const { ask, host, surroundings } = means;
  // From here on a signal ends the waiting, and not the command in the middle of its requests.
  const signal = wait === null ? null : surroundings.endingSignal();
  const link = receiptLink(host);
  const watches = new Map<AgentId, TurnWatch>();
  for (const [at, agent] of agents.entries()) {
    if (wait?.until === 'done') watches.set(agent.id, await watchTurn(ask, agent, texts[at] ?? ''));
  }
  const batch = request.key ?? surroundings.newId();
  const receipts: Receipt[] = [];
  for (const prompts of parcels(agents, texts)) {
    const { when, commands } = request;
    const sent = await replyOf(
      ask,
      { type: 'prompt', batch, prompts, when, commands },
      areReceipts,
    );
    if ('exitCode' in sent) return sent;
    receipts.push(...sent.value);
  }
  if (wait === null || signal === null) {
    const deliveries = receipts.map((receipt) => ({ receipt, turn: null }));
    return sentOutcome(deliveries, { agents, request, end: null });
  }
  const { tell, now } = surroundings;
  const { deliveries, end } = await awaitDeliveries(receipts, {
    ask,
    link,
    wait,
    watches,
    signal,
    tell,
    now,
  });
  return sentOutcome(deliveries, { agents, request, end });
}

type PromptCommand = Extract<HostCommand, { type: 'prompt' }>;

function textsFor(
  agents: Roster,
  { text, fill }: PromptRequest,
): readonly string[] | { readonly problem: string } {
  return fill === 'template' ? filledTemplate(text, agents) : agents.map(() => text);
}

/** Well under the longest line that the wire takes. */
const parcelBytes = 3 * 1024 * 1024;

/** As many requests as keep each short; of one batch they count as one. */
function parcels(agents: Roster, texts: readonly string[]): readonly PromptCommand['prompts'][] {
  const filled: PromptCommand['prompts'][] = [];
  let roomBytes = 0;
  for (const [at, { id }] of agents.entries()) {
    const text = texts[at] ?? '';
    // In JSON a control character takes six bytes; prompts are hardly made of those.
    const sizeBytes = Buffer.byteLength(text);
    if (sizeBytes > roomBytes) {
      filled.push([]);
      roomBytes = parcelBytes;
    }
    filled.at(-1)?.push({ agent: id, text });
    roomBytes -= sizeBytes;
  }
  return filled;
}
