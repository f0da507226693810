import { createServer, request } from 'node:http';

export type LocalProvider = {
  /** What `CODEX_OSS_BASE_URL` says. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** What codex takes for a running Ollama with its usual model; `modelUrl` answers the turns. */
export async function startLocalProvider(modelUrl: () => string): Promise<LocalProvider> {
  const answers: Readonly<Record<string, unknown>> = {
    '/v1/models': { object: 'list', data: [{ id: 'gpt-oss:20b', object: 'model' }] },
    '/api/tags': { models: [{ name: 'gpt-oss:20b' }] },
    '/api/version': { version: '0.13.4' },
  };
  const server = createServer((incoming, outgoing) => {
    const { url = '', method, headers } = incoming;
    const answer = answers[url];
    if (answer !== undefined) {
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    const target = `${modelUrl()}${url.replace(/^\/v1/, '')}`;
    const passed = request(target, { method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it listens nowhere');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
