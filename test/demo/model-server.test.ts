import { globSync, readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { answeringTurns, type ModelStep } from '../../src/demo/model-script.ts';
import { startModelServer } from '../../src/demo/model-server.ts';
import { openBareCodex } from '../support/bare-codex.ts';

const say = (text: string): ModelStep => ({ type: 'text', text, wordDelayMs: 0 });

/** Plays one list of steps for each answer in turn, then says that all is done. */
const playing = (...answers: readonly (readonly ModelStep[])[]) =>
  answeringTurns(({ outputs }) => answers[outputs.length] ?? [say('All done.')]);

it('[MS1] a text is on the screen while the rest of it still waits at a gate', async () => {
  const codex = await openBareCodex(
    playing([say('The first half.'), { type: 'gate', gate: 'half' }, say('The second half.')]),
  );
  await codex.prompt('tell me');
  await codex.terminal.waitFor('the first half', (text) => text.includes('The first half.'));
  expect(codex.terminal.text()).not.toContain('The second half.');
  expect(codex.terminal.reports().at(-1)).toBe('state=working:app=codex');

  codex.server.release('half');

  await codex.terminal.waitFor('the second half', (text) => text.includes('The second half.'));
  await codex.terminal.waitFor(
    'the end of the turn',
    () => codex.terminal.reports().at(-1) === 'state=done:app=codex',
  );
});

it('[MS2] a command runs in the sandbox and its output decides what comes next', async () => {
  const codex = await openBareCodex(
    answeringTurns(({ outputs }) =>
      outputs[0]?.text.includes('it-ran-42')
        ? [say('I saw the output.')]
        : [{ type: 'shell', command: 'echo it-ran-$((6 * 7))' }],
    ),
  );
  await codex.prompt('run it');
  await codex.terminal.waitFor('the answer', (text) => text.includes('I saw the output.'));
  expect(codex.terminal.text()).toContain('Ran echo it-ran-$((6 * 7))');
});

it('[MS3] a justification puts the command before the user, and it runs only after the yes', async () => {
  const codex = await openBareCodex(
    playing([{ type: 'shell', command: 'touch approved', justification: 'May I touch it?' }]),
  );
  await codex.prompt('touch it');
  await codex.terminal.waitFor('the approval', (text) => text.includes('Reason: May I touch it?'));
  await codex.terminal.waitFor(
    'the report',
    () => codex.terminal.reports().at(-1) === 'state=blocked:app=codex:kind=permission',
  );
  expect(() => readFileSync(`${codex.project}/approved`)).toThrow('ENOENT');

  await codex.terminal.answer('y');

  await codex.terminal.waitFor('the end', (text) => text.includes('All done.'));
  expect(readFileSync(`${codex.project}/approved`, 'utf8')).toBe('');
});

it('[MS4] a patch changes the file', async () => {
  const patch = '*** Begin Patch\n*** Add File: poem.txt\n+Roses are red.\n*** End Patch\n';
  const codex = await openBareCodex(playing([{ type: 'patch', patch }]));
  await codex.prompt('write it');
  await codex.terminal.waitFor('the end', (text) => text.includes('All done.'));
  expect(readFileSync(`${codex.project}/poem.txt`, 'utf8')).toBe('Roses are red.\n');
  expect(codex.terminal.text()).toContain('Added poem.txt (+1 -0)');
});

it('[MS5] a question is asked outside plan mode, and the answer comes back', async () => {
  const options = [
    { label: 'SQLite', description: 'One file.' },
    { label: 'Postgres', description: 'A server.' },
  ];
  const codex = await openBareCodex(
    answeringTurns(({ outputs }) =>
      outputs[0]
        ? [say(outputs[0].text.includes('Postgres') ? 'A server, then.' : 'Something else.')]
        : [{ type: 'question', questions: [{ header: 'Store', question: 'Where to?', options }] }],
    ),
  );
  await codex.prompt('store it');
  await codex.terminal.waitFor(
    'the question',
    (text) =>
      text.includes('Where to?') &&
      codex.terminal.reports().at(-1) === 'state=blocked:app=codex:kind=question',
  );
  await codex.terminal.answer('\x1b[B');
  await codex.terminal.waitFor('the second option', (text) => text.includes('› 2. Postgres'));
  codex.terminal.type('\r');
  await codex.terminal.waitFor('the answer', (text) => text.includes('A server, then.'));
});

it('[MS6] a plan is shown with its steps', async () => {
  const steps = [
    { step: 'Read the code', status: 'completed' },
    { step: 'Change the code', status: 'in_progress' },
  ] as const;
  const codex = await openBareCodex(playing([{ type: 'plan', steps }]));
  await codex.prompt('plan it');
  await codex.terminal.waitFor('the end', (text) => text.includes('All done.'));
  expect(codex.terminal.text()).toContain('Updated Plan · 1/2 complete');
});

it('[MS7] a subagent asks the same server and is told from its parent', async () => {
  const codex = await openBareCodex(
    answeringTurns(({ subagent, outputs }) => {
      if (subagent) return [say('Seven files.')];
      return outputs.length > 0
        ? [say('My helper counts.')]
        : [{ type: 'spawn-agent', message: 'count the files' }];
    }),
  );
  await codex.prompt('count');
  await codex.terminal.waitFor('the end', (text) => text.includes('My helper counts.'));
  await expect
    .poll(() => codex.requests.filter(({ subagent }) => subagent).map(({ prompt }) => prompt))
    .toEqual(['count the files']);
});

it.each<[string, ModelStep[], string]>([
  ['an HTTP 500', [{ type: 'http-error', status: 500, body: {} }], 'high demand'],
  [
    'a used up limit',
    [
      {
        type: 'http-error',
        status: 429,
        body: { error: { type: 'usage_limit_reached', plan_type: 'plus', resets_in_seconds: 60 } },
      },
    ],
    'hit your usage limit',
  ],
  [
    'a full context',
    [{ type: 'failed', code: 'context_length_exceeded', message: 'Too long.' }],
    'ran out of room',
  ],
  ['a cut stream', [say('Half a'), { type: 'cut' }], 'stream disconnected before completion'],
])('[MS8] %s ends the turn with its message', async (_, steps, message) => {
  const codex = await openBareCodex(playing(steps));
  await codex.prompt('try it');
  await codex.terminal.waitFor(
    'the error',
    (text) => text.includes(message) && codex.terminal.reports().at(-1) === 'state=error:app=codex',
  );
});

it('[MS9] a request for a title is told from a turn and answered with one', async () => {
  const codex = await openBareCodex(playing());
  await codex.prompt('paint the shed');
  await codex.terminal.waitFor('the title in the footer', (text) =>
    text.includes('· paint the shed'),
  );
  expect(codex.requests.map(({ kind }) => kind).sort()).toEqual(['title', 'turn']);
});

it('[MS10] Esc ends a response that hangs, and closing the server ends one at once', async () => {
  const codex = await openBareCodex(playing([say('Hm.'), { type: 'hang' }]));
  await codex.prompt('think');
  await codex.terminal.waitFor('the text', (text) => text.includes('Hm.'));
  codex.terminal.type('\x1b');
  await codex.terminal.waitFor('the end', (text) => text.includes('Conversation interrupted'));

  await codex.prompt('think again');
  await expect.poll(() => codex.requests.at(-1)?.prompt).toBe('think again');
  const startedAt = performance.now();
  await codex.server.close();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

it('[MS11] limits and token counts come to codex as its account tells them', async () => {
  const codex = await openBareCodex(
    playing([
      {
        type: 'limits',
        fiveHour: { usedPercent: 42, resetsAtSeconds: 2_000_000_000 },
        weekly: { usedPercent: 17, resetsAtSeconds: 2_000_000_000 },
      },
      say('All done.'),
      { type: 'usage', inputTokens: 9000, outputTokens: 77 },
    ]),
  );
  await codex.prompt('count tokens');
  await codex.terminal.waitFor('the end', (text) => text.includes('Worked for'));
  const [rollout] = globSync(`${codex.project}/../home/sessions/**/*.jsonl`);
  await expect
    .poll(() => readFileSync(rollout!, 'utf8'))
    .toMatch(/"total_tokens":9077[\s\S]*"primary":\{"used_percent":42\.0/);
});

it('[MS12] what is no request to a model is refused: websockets, other paths, garbage', async () => {
  const server = await startModelServer({ script: playing() });
  onTestFinished(server.close);
  const upgrade = httpRequest(`${server.url}/responses`, {
    headers: { connection: 'Upgrade', upgrade: 'websocket' },
  }).end();
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    upgrade.on('response', ({ statusCode }) => resolve(statusCode));
    upgrade.on('error', reject);
  });
  expect(answer).toBe(426);
  expect((await fetch(`${server.url}/models`)).status).toBe(404);
  const garbage = await fetch(`${server.url}/responses`, { method: 'POST', body: '{"input":' });
  expect(garbage.status).toBe(400);
});

it('[MS13] the port is on loopback only and free again after closing', async () => {
  const server = await startModelServer({ script: playing() });
  const { hostname, port } = new URL(server.url);
  expect(hostname).toBe('127.0.0.1');
  await server.close();
  const next = createServer();
  onTestFinished(() => void next.close());
  await new Promise<void>((resolve) => next.listen(Number(port), hostname, resolve));
  expect((next.address() as AddressInfo).port).toBe(Number(port));
});
