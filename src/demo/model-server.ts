import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ModelRequest,
  type ModelScript,
  type ModelStep,
  readModelRequest,
} from './model-script.ts';
import {
  completedEvent,
  createdEvent,
  emissionsOf,
  limitHeaders,
  type ModelEvent,
  sseText,
} from './sse.ts';

export type ModelServer = {
  /** For `base_url` of a model provider. */
  readonly url: string;
  /** Lets every response pass that waits, or will wait, at the gate. */
  readonly release: (gate: string) => void;
  /** Ends every open response at once. */
  readonly close: () => Promise<void>;
};

/**
 * Speaks the part of the Responses API that codex 0.169.0 uses, on loopback, as the script says.
 * `onRequest` hears of each request before it is answered.
 */
export async function startModelServer(options: {
  readonly script: ModelScript;
  readonly onRequest?: (request: ModelRequest) => void;
  /** Bytes of an answer have left. */
  readonly onSent?: (request: ModelRequest) => void;
}): Promise<ModelServer> {
  const closing = new AbortController();
  const gates = gateKeeper();
  let responses = 0;
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, closing.signal]);
    responses += 1;
    const responseId = `resp_${responses}`;
    answer({ incoming, outgoing, responseId, signal, gates, ...options }).catch((error) => {
      // Codex hangs up in the middle of anything when its turn is interrupted.
      if (!signal.aborted && incoming.errored === null) throw error;
    });
  });
  server.on('upgrade', (_, socket) => {
    // Codex falls back to plain HTTP on 426.
    socket.end('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    release: gates.release,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Gates = {
  readonly release: (gate: string) => void;
  readonly opened: (gate: string, signal: AbortSignal) => Promise<void>;
};

function gateKeeper(): Gates {
  const released = new Set<string>();
  const releases = new EventEmitter().setMaxListeners(0);
  return {
    release(gate) {
      released.add(gate);
      releases.emit(`gate ${gate}`);
    },
    async opened(gate, signal) {
      if (!released.has(gate)) await once(releases, `gate ${gate}`, { signal });
    },
  };
}

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly responseId: string;
  readonly signal: AbortSignal;
  readonly gates: Gates;
  readonly script: ModelScript;
  readonly onRequest?: (request: ModelRequest) => void;
  readonly onSent?: (request: ModelRequest) => void;
};

async function answer(exchange: Exchange): Promise<void> {
  const { incoming, outgoing } = exchange;
  const isResponses = incoming.method === 'POST' && incoming.url?.endsWith('/responses') === true;
  const request = isResponses ? await requestIn(incoming) : null;
  if (!request) {
    sendJson(outgoing, isResponses ? 400 : 404, {
      error: { message: 'This fake model only answers POST /responses.' },
    });
    return;
  }
  exchange.onRequest?.(request);
  const steps = await afterHolding(exchange.script(request), exchange);
  const [first] = steps;
  if (first?.type === 'http-error') {
    sendJson(outgoing, first.status, first.body);
    exchange.onSent?.(request);
    return;
  }
  outgoing.writeHead(200, {
    'content-type': 'text/event-stream',
    ...(first?.type === 'limits' ? limitHeaders(first) : {}),
  });
  await stream(steps, { ...exchange, sent: () => exchange.onSent?.(request) });
}

/** What is left once the steps have passed that come before the first byte. */
async function afterHolding(
  steps: readonly ModelStep[],
  exchange: Exchange,
): Promise<readonly ModelStep[]> {
  const { gates, signal } = exchange;
  const [first, ...rest] = steps;
  if (first?.type === 'pause') await sleep(first.delayMs, undefined, { signal });
  else if (first?.type === 'gate') await gates.opened(first.gate, signal);
  else return steps;
  return afterHolding(rest, exchange);
}

async function stream(
  steps: readonly ModelStep[],
  exchange: Exchange & { readonly sent: () => void },
): Promise<void> {
  const { outgoing, responseId, signal } = exchange;
  const send = (event: ModelEvent) => {
    outgoing.write(sseText(event));
    exchange.sent();
  };
  let usage = { inputTokens: 1200, outputTokens: 60 };
  send(createdEvent(responseId));
  for (const [index, step] of steps.entries()) {
    switch (step.type) {
      case 'pause':
        await sleep(step.delayMs, undefined, { signal });
        break;
      case 'gate':
        await exchange.gates.opened(step.gate, signal);
        break;
      case 'usage':
        usage = step;
        break;
      case 'limits':
      case 'http-error':
        break;
      case 'hang':
        await once(signal, 'abort');
        return;
      case 'cut':
        outgoing.end();
        exchange.sent();
        return;
      case 'failed':
        send({
          type: 'response.failed',
          response: { id: responseId, error: { code: step.code, message: step.message } },
        });
        outgoing.end();
        return;
      default:
        for (const { delayMs, event } of emissionsOf(step, `${responseId}_${index}`)) {
          if (delayMs > 0) await sleep(delayMs, undefined, { signal });
          send(event);
        }
    }
  }
  send(completedEvent(responseId, usage));
  outgoing.end();
}

async function requestIn(incoming: IncomingMessage): Promise<ModelRequest | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  try {
    return readModelRequest(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function sendJson(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(body));
}
