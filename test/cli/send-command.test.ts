import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agent, SessionId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { Receipt } from '../../src/core/prompts/receipt.ts';
import { anAgent, type FakeHost, fakeHost } from '../support/fake-host.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someReceipt } from '../support/some-receipt.ts';

let folder: string;
let host: FakeHost;
let roster: readonly Agent[];
/** What becomes of a prompt at each agent, by name; queued unless it says otherwise. */
let fates: Readonly<Record<string, Partial<Omit<Receipt, 'id' | 'agent'>>>>;
/** When the host takes a prompt. */
let queuedAt: () => number;
let refused: Readonly<Record<string, string>>;
/** The replies to the commands of the queue. */
let replies: Readonly<Partial<Record<HostCommand['type'], unknown>>>;

beforeEach(async () => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
  roster = [
    anAgent({}),
    anAgent({ number: 2, id: 'a2', name: 'web', group: 'front', branch: 'main', cwd: '/srv/web' }),
    anAgent({ number: 3, id: 'a3', name: 'docs', state: 'ended' }),
  ];
  fates = {};
  queuedAt = () => 1_700_000_000_000;
  refused = {};
  replies = {};
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
});
afterEach(() => host.close());

function answer(command: HostCommand): Reply {
  if (command.type === 'list') return { ok: true, value: roster };
  const message = refused['agent' in command ? command.agent : ''];
  if (message !== undefined) return { ok: false, error: { code: 'failed', message } };
  if (command.type === 'prompt') {
    const receipts = command.prompts.map(({ agent }) => receiptOf(agent, command.batch));
    return { ok: true, value: receipts };
  }
  return { ok: true, value: replies[command.type] ?? null };
}

function receiptOf(agent: string, batch = 'b'): Receipt {
  const { name } = roster.find(({ id }) => id === agent) ?? anAgent({});
  return someReceipt({ id: `p-${name}`, agent, batch, name, queuedAt: queuedAt(), ...fates[name] });
}

const env = () => ({ HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` });
const run = (...words: string[]) => runProgram(words, { cwd: folder, env: env() });
const runWith = (stdin: string, ...words: string[]) =>
  runProgram(words, { cwd: folder, env: env(), stdin });

function asked(type: HostCommand['type']): readonly HostCommand[] {
  return host.heard.flatMap((message) =>
    message.type === 'request' && message.command.type === type ? [message.command] : [],
  );
}

/** Does something once the command has asked for it. */
async function once(type: HostCommand['type'], act: () => void): Promise<void> {
  await expect.poll(() => asked(type).length, { timeout: 10_000 }).toBeGreaterThan(0);
  act();
}

const say = (...receipts: readonly Receipt[]) => host.say({ type: 'receipts', receipts });

describe('sending', () => {
  it('[SB30] one prompt goes to each agent that is named before it, once', async () => {
    const ran = await run('send', 'api', '@front', 'web', 'Run the tests');
    expect(ran).toEqual({ exitCode: 0, stdout: 'queued api (1)\nqueued web (2)\n', stderr: '' });
    expect(asked('prompt')).toEqual([
      {
        type: 'prompt',
        batch: expect.stringMatching(/^[\w-]{20,}$/),
        prompts: [
          { agent: 'a1', text: 'Run the tests' },
          { agent: 'a2', text: 'Run the tests' },
        ],
        when: 'ready',
        commands: 'send-as-text',
      },
    ]);
  });

  it('[SB30] the options reach the host', async () => {
    await run('send', 'api', '/compact', '--when', 'now', '--commands', '--key', 'nightly');
    expect(asked('prompt')).toMatchObject([{ batch: 'nightly', when: 'now', commands: 'run' }]);
  });

  it('[SB31] broadcast reaches all that run, or those that --to says', async () => {
    await run('broadcast', 'Commit');
    await run('broadcast', '--to', '@front', 'Commit');
    expect(asked('prompt')).toMatchObject([
      { prompts: [{ agent: 'a1' }, { agent: 'a2' }] },
      { prompts: [{ agent: 'a2' }] },
    ]);
  });

  it('[SB32] - reads stdin whole', async () => {
    const text = 'line \\ {name} 茶 🍵\n\ttab\n'.repeat(3_000);
    await runWith(text, 'send', 'api', '-');
    expect(asked('prompt')).toMatchObject([{ prompts: [{ text }] }]);
  });

  it.each([
    ['', 'The prompt is empty'],
    [' \n', 'The prompt is empty'],
    ['x'.repeat(1_000_001), 'codex takes 1 MB'],
  ])('[SB32] what cannot be sent is refused before anything is asked', async (text, problem) => {
    const ran = await runWith(text, 'send', 'api', '-');
    expect(ran).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining(problem),
    });
    expect(host.heard).toEqual([]);
  });

  it('[SB33] with --template each agent gets its own text, without it braces are text', async () => {
    await run('send', 'web', '{n} {name} {cwd} {branch} {{name}}', '--template');
    await run('send', 'web', '{name}');
    expect(asked('prompt')).toMatchObject([
      { prompts: [{ text: '1 web /srv/web main {{name}}' }] },
      { prompts: [{ text: '{name}' }] },
    ]);
    expect(await run('send', 'api', 'web', 'Merge {branch}', '--template')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('api is on no branch'),
    });
    expect(asked('prompt')).toHaveLength(2);
  });

  it('[SB34] who was refused and who holds it is told on stderr, and only a refusal fails', async () => {
    fates = { api: { state: 'held', why: 'an approval is open' } };
    expect(await run('send', 'api', 'Go')).toEqual({
      exitCode: 0,
      stdout: 'held api (1)\n',
      stderr: expect.stringMatching(
        /^codex-grid: api cannot take it yet: an approval is open; it is sent as soon as it can be\./,
      ),
    });
    fates = { docs: { state: 'refused', why: 'it has ended' } };
    expect(await run('send', 'api', 'docs', 'Go')).toEqual({
      exitCode: 1,
      stdout: 'queued api (1)\n',
      stderr: 'codex-grid: docs was not sent it: it has ended\n',
    });
  });

  it('[SB35] --json prints the receipts and nothing else', async () => {
    fates = { docs: { state: 'refused', why: 'it has ended' } };
    const ran = await run('send', 'all', 'Go', '--json', '--key', 'b');
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual([receiptOf('a1'), receiptOf('a2'), receiptOf('a3')]);
  });

  it.each([
    [['send', 'api'], "Missing required argument 'TEXT'"],
    [['send', 'api', 'Go', '--when', 'later'], '--when takes ready, now or queue, not "later".'],
    [['send', 'api', 'Go', '--until', 'end'], '--until takes accepted or done, not "end".'],
    [['send', 'api', 'Go', '--timeout', 'soon'], '--timeout takes seconds, or a time'],
    [['send', 'state=', 'Go'], 'Say which state'],
    [['queue', 'api', 'drop'], 'queue takes list, cancel or edit'],
    [['queue', 'api', 'edit'], 'Say what it is to be'],
  ])('[SB36] %j is wrong usage', async (words, problem) => {
    expect(await run(...words)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining(problem),
    });
    expect(asked('prompt')).toEqual([]);
  });

  it('[SB36] words that stand outside quotes are told apart from names', async () => {
    expect(await run('send', 'api', 'Run', 'it')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/There is no agent "Run"[\s\S]*put it in quotes\.\n$/),
    });
    expect((await run('send', 'Run', 'it')).stderr).not.toContain('quotes');
  });

  it('[SB36] a prompt to nobody fails', async () => {
    expect(await run('send', 'try-*', 'Go')).toMatchObject({
      exitCode: 1,
      stderr: 'codex-grid: No agent matches "try-*". Nothing was sent.\n',
    });
    roster = [anAgent({ name: 'login', task: 'command' })];
    expect(await run('broadcast', 'Go')).toMatchObject({
      exitCode: 1,
      stderr: 'codex-grid: No agent runs. Nothing was sent.\n',
    });
    await host.close();
    expect(await run('send', 'api', 'Go')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('No host is running'),
    });
  });

  it('[SB37] prompts that are long together go in several requests of one batch', async () => {
    roster = Array.from({ length: 12 }, (_, at) =>
      anAgent({ number: at + 1, id: `a${at + 1}`, name: `n${at + 1}` }),
    );
    const ran = await runWith('x'.repeat(500_000), 'broadcast', '-');
    expect(ran.stdout.split('\n')).toHaveLength(13);
    const batches = asked('prompt').map((command) => 'batch' in command && command.batch);
    expect(batches).toHaveLength(6);
    expect(new Set(batches).size).toBe(1);
  });
});

describe('waiting', () => {
  it('[SB40] --wait stays until every prompt is settled, and fails unless all were accepted', async () => {
    const running = run('send', 'api', 'web', 'Go', '--wait');
    await once('prompt', () => say(someReceipt({ id: 'p-api', state: 'accepted', settledAt: 5 })));
    say({ ...receiptOf('a2'), state: 'failed', why: 'Enter did nothing', settledAt: 6 });
    expect(await running).toEqual({
      exitCode: 1,
      stdout: 'accepted api (1)\n',
      stderr: expect.stringContaining('web did not take it: Enter did nothing'),
    });
  });

  it('[SB40] what is accepted at once needs no waiting', async () => {
    fates = { api: { state: 'accepted', settledAt: 5 } };
    expect(await run('send', 'api', 'Go', '--wait')).toMatchObject({ exitCode: 0 });
  });

  it('[SB41] --timeout ends the waiting, takes nothing back and fails', async () => {
    const ran = await run('send', 'api', 'Go', '--timeout', '0.2', '--json');
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(JSON.parse(ran.stdout)).toMatchObject([{ name: 'api', state: 'queued' }]);
    expect(ran.stderr).toContain('api has it in its queue');
    expect(ran.stderr).toContain(
      '0.2 s are over; nobody waits any more, and nothing was taken back',
    );
    expect(asked('cancelPrompts')).toEqual([]);
  });

  it('[SB42] Ctrl+C ends the waiting, says that the prompt stays queued, and exits as by the signal', async () => {
    const child = spawn(process.execPath, [programFile, 'send', 'api', 'Go', '--wait'], {
      env: { PATH: process.env['PATH'], ...env() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await once('prompt', () => child.kill('SIGINT'));
    expect(await ended).toBe(130);
    expect(stderr).toContain('api has it in its queue; it is sent as soon as it can be');
    expect(stderr).toContain('nothing was taken back');
    expect(asked('cancelPrompts')).toEqual([]);
  });

  it('[SB43] what stands in the way for long is told while it does, once', async () => {
    const running = run('send', 'api', 'Go', '--timeout', '1.6');
    await once('prompt', () =>
      say(someReceipt({ id: 'p-api', state: 'held', why: 'a draft stands in the composer' })),
    );
    const { stderr } = await running;
    expect(stderr.match(/a draft stands in the composer/g)).toHaveLength(2);
    expect(stderr.indexOf('a draft')).toBeLessThan(stderr.indexOf('s are over'));
  });

  it('[SB43] what waits for the user is told with how to answer it', async () => {
    const [agent] = roster;
    if (agent) roster = [{ ...agent, state: 'dialog' }];
    const running = run('send', 'api', 'Go', '--timeout', '1.6');
    await once('prompt', () =>
      say(someReceipt({ id: 'p-api', state: 'held', why: 'it stands at a dialog' })),
    );
    expect((await running).stderr).toContain(
      'codex-grid: api cannot take it yet: it stands at a dialog. Answer it: codex-grid inbox\n',
    );
  });

  it('[SB44] a host that goes away ends the waiting with words', async () => {
    const running = run('send', 'api', 'Go', '--wait');
    await once('prompt', () => host.hangUp());
    expect(await running).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Nobody waits any more: the host hung up.'),
    });
  });
});

describe('waiting for the answer', () => {
  const session = 'session-1' as SessionId;
  let rollout: string;

  const line = (payload: object, at = Date.now()) =>
    `${JSON.stringify({ timestamp: new Date(at).toISOString(), type: 'event_msg', payload })}\n`;
  const prompted = (turnId: string, text: string, at?: number) =>
    line(
      {
        type: 'item_completed',
        turn_id: turnId,
        item: { type: 'UserMessage', content: [{ type: 'text', text }] },
      },
      at,
    );
  const completed = (turnId: string, message: string | null) =>
    line({ type: 'task_complete', turn_id: turnId, last_agent_message: message });

  beforeEach(() => {
    rollout = `${folder}/rollout.jsonl`;
    writeFileSync(rollout, prompted('t0', 'Go', 5) + completed('t0', 'an old answer'));
    roster = [anAgent({ sessionId: session, state: 'working' })];
    const shown = { agent: roster[0], why: [], transitions: [], disagreements: [], settings: [] };
    replies = { show: { ...shown, launch: null, formerSessions: [], rolloutPath: rollout } };
    fates = { api: { state: 'accepted', settledAt: Date.now() } };
    queuedAt = Date.now;
  });

  it('[SB50] --until done prints the last message of the very turn, whole', async () => {
    const message = `${'It works. 👩‍🌾 '.repeat(2_000)}\n\n- one\n\t- two`;
    const running = run('send', 'api', 'Go', '--until', 'done');
    await once('prompt', () => {
      appendFileSync(rollout, prompted('t1', 'Something else') + completed('t1', 'not this'));
      appendFileSync(rollout, prompted('t2', 'Go\n') + completed('t1', 'nor this'));
      appendFileSync(rollout, completed('t2', message).slice(0, 500));
    });
    appendFileSync(rollout, completed('t2', message).slice(500));
    expect(await running).toEqual({ exitCode: 0, stdout: `${message}\n`, stderr: '' });
  });

  it('[SB57] what a model says reaches the terminal as plain text', async () => {
    const running = run('send', 'api', 'Go', '--until', 'done');
    await once('prompt', () => {
      appendFileSync(rollout, prompted('t2', 'Go'));
      appendFileSync(rollout, completed('t2', '\x1b[31mred\x1b]0;title\x07\r\n\u202eend\x9b1m'));
    });
    expect((await running).stdout).toBe('red]0;title\nend1m\n');
  });

  it('[SB44] a host that goes away during the turn is not taken for its end', async () => {
    const running = run('send', 'api', 'Go', '--until', 'done');
    await once('list', () => undefined);
    await expect.poll(() => asked('list').length, { timeout: 10_000 }).toBeGreaterThan(2);
    host.hangUp();
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Nobody waits any more: the host hung up.');
    expect(stderr).not.toContain('ended before it was done');
  });

  it('[SB50] with --json the receipt says how the turn ended', async () => {
    const running = run('send', 'api', 'Go', '--until', 'done', '--json');
    await once('prompt', () => {
      appendFileSync(rollout, prompted('t2', 'Go') + completed('t2', 'Done.'));
    });
    expect(JSON.parse((await running).stdout)).toMatchObject([
      { state: 'accepted', turn: { end: 'completed', message: 'Done.' } },
    ]);
  });

  it('[SB55] what was sent with the same key before is answered by what came of it then', async () => {
    queuedAt = () => 4;
    const ran = await run('send', 'api', 'Go', '--until', 'done', '--key', 'b');
    expect(ran).toEqual({ exitCode: 0, stdout: 'an old answer\n', stderr: '' });
  });

  it('[SB51] of several agents each answer stands under its name', async () => {
    roster = [anAgent({ sessionId: session }), anAgent({ number: 2, id: 'a2', name: 'web' })];
    fates = {
      api: { state: 'accepted', settledAt: Date.now() },
      web: { state: 'refused', why: 'it has ended' },
    };
    const running = run('send', 'all', 'Go', '--until', 'done');
    await once('prompt', () => {
      appendFileSync(rollout, prompted('t2', 'Go') + completed('t2', 'Done.'));
    });
    expect(await running).toEqual({
      exitCode: 1,
      stdout: '==> api <==\nDone.\n',
      stderr: 'codex-grid: web was not sent it: it has ended\n',
    });
  });

  it.each([
    [
      { type: 'task_complete', turn_id: 't2', error: { message: 'usage limit' } },
      'api failed: usage limit',
    ],
    [{ type: 'turn_aborted', turn_id: 't2', reason: 'interrupted' }, 'api was interrupted'],
  ])('[SB52] a turn that came to no end of its own fails', async (end, problem) => {
    const running = run('send', 'api', 'Go', '--until', 'done');
    await once('prompt', () => {
      appendFileSync(rollout, prompted('t2', 'Go') + line(end));
    });
    expect(await running).toEqual({ exitCode: 1, stdout: '', stderr: `codex-grid: ${problem}\n` });
  });

  it('[SB52] an agent that ended meanwhile fails', async () => {
    const running = run('send', 'api', 'Go', '--until', 'done');
    await once('prompt', () => {
      roster = [];
    });
    expect(await running).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('api ended before it was done'),
    });
  });

  it.each([
    [['--commands'], 0],
    [[], 1],
  ])(
    '[SB53] an agent at rest of whose turn nothing was written is not waited for',
    async (words, exitCode) => {
      const [agent] = roster;
      const running = run('send', 'api', '/compact', '--until', 'done', ...words);
      await once('prompt', () => {
        if (agent) roster = [{ ...agent, state: 'done', since: Date.now() }];
      });
      expect(await running).toMatchObject({
        exitCode,
        stdout: '',
        stderr: expect.stringContaining('its session tells of no answer'),
      });
    },
  );

  it('[SB54] an agent that asks its user something is told of while it is waited for', async () => {
    const [agent] = roster;
    if (agent) roster = [{ ...agent, state: 'approval', detail: 'rm -r build' }];
    const ran = await run('send', 'api', 'Go', '--until', 'done', '--timeout', '2');
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain('api waits for you (approval: rm -r build)');
    expect(ran.stderr).toContain('api is still at it');
  });
});

describe('queue and interrupt', () => {
  const waiting = [
    someReceipt({ id: 'p1', title: 'First', state: 'held', why: 'it works' }),
    someReceipt({ id: 'p2', title: 'Second' }),
  ];

  beforeEach(() => {
    roster = [
      anAgent({ queue: 2, state: 'working' }),
      anAgent({ number: 2, id: 'a2', name: 'web' }),
    ];
    replies = {
      receipts: [someReceipt({ id: 'p0', state: 'accepted' }), ...waiting],
      promptText: { receipt: waiting[0], text: 'First\nand whole' },
    };
  });

  it('[SB60] queue lists what waits, of one agent or of all', async () => {
    const { stdout } = await run('queue');
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^PROMPT +AGENT +STATE +AGE +WHEN +TEXT$/);
    expect(lines[1]).toMatch(/^p1 +api +held: it works +\w+ +ready +First$/);
    expect(lines).toHaveLength(4);
    expect(await run('queue', 'web')).toMatchObject({ exitCode: 0, stdout: 'no prompt waits\n' });
    expect(asked('receipts')).toHaveLength(1);
  });

  it('[SB60] queue --json prints each with its whole text', async () => {
    const listed = JSON.parse((await run('queue', 'api', '--json')).stdout);
    expect(listed[0]).toEqual({ ...waiting[0], text: 'First\nand whole' });
    expect(listed).toHaveLength(2);
  });

  it('[SB76] queue --all lists also what became of the last ones', async () => {
    const failed = { ...waiting[0], id: 'p0', state: 'failed', why: 'its host ended' };
    replies = { ...replies, receipts: [failed, ...waiting] };
    expect((await run('queue', 'web')).stdout).toBe('no prompt waits\n');
    expect((await run('queue', 'web', '--all')).stdout).toMatch(
      /^p0 +api +failed: its host ended/m,
    );
    expect(await run('queue', 'web', 'cancel', '--all')).toMatchObject({ exitCode: 2 });
    replies = { ...replies, receipts: [] };
    expect((await run('queue', 'web', '--all')).stdout).toBe('no prompt was sent yet\n');
  });

  it('[SB61] queue cancel takes back those it names, or all; what was typed already fails', async () => {
    replies = { ...replies, cancelPrompts: [{ ...waiting[0], state: 'cancelled' }] };
    expect(await run('queue', 'api', 'cancel', 'p1')).toEqual({
      exitCode: 0,
      stdout: 'cancelled api (1)\n',
      stderr: '',
    });
    replies = { ...replies, cancelPrompts: waiting.map((one) => ({ ...one, state: 'typed' })) };
    expect(await run('queue', 'all', 'cancel')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Too late: api has it typed'),
    });
    expect(asked('cancelPrompts')).toEqual([
      { type: 'cancelPrompts', prompts: ['p1'] },
      { type: 'cancelPrompts', prompts: ['p1', 'p2'] },
    ]);
    expect(await run('queue', 'api', 'cancel', 'p9')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('No prompt "p9" waits; there are p1 (First), p2 (Second).'),
    });
  });

  it('[SB62] queue edit changes the one that waits, or the one it names', async () => {
    replies = { ...replies, editPrompt: waiting[1] };
    expect(await run('queue', 'api', 'edit', 'Other')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('2 prompts wait. Say which: p1 (First), p2 (Second).'),
    });
    const ran = await runWith('Other\n', 'queue', 'api', 'edit', 'p2', '-');
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'queued api (1)\n' });
    expect(asked('editPrompt')).toEqual([{ type: 'editPrompt', prompt: 'p2', text: 'Other\n' }]);
  });

  it('[SB63] interrupt takes those that work, and says why one it names cannot be', async () => {
    expect(await run('interrupt', 'all')).toEqual({
      exitCode: 0,
      stdout: 'interrupted api (1)\n',
      stderr: '',
    });
    refused = { web: 'web is not working (ready).' };
    expect(await run('interrupt', 'api', 'web')).toEqual({
      exitCode: 1,
      stdout: 'interrupted api (1)\n',
      stderr: 'codex-grid: web is not working (ready).\n',
    });
    expect(await run('interrupt', 'state=failed')).toMatchObject({ exitCode: 0 });
  });
});
