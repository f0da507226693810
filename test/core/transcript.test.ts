import { describe, expect, it } from 'vitest';
import { joinedEntries } from '../../src/core/transcript/joined-entries.ts';
import { transcriptEntry } from '../../src/core/transcript/transcript-entry.ts';
import type { TranscriptItem } from '../../src/core/transcript/transcript-item.ts';
import { isShownAt, type TranscriptLevel } from '../../src/core/transcript/transcript-level.ts';
import {
  type NativeItem,
  recordedRollout,
  recordedRollouts,
} from '../support/recorded-rollouts.ts';

function itemsOf(lines: readonly string[], level: TranscriptLevel = 'tools') {
  return joinedEntries(lines.map((line, index) => transcriptEntry(line, index)))
    .map(({ item }) => item)
    .filter((item) => isShownAt(item, level));
}

function ofType<Type extends TranscriptItem['type']>(
  items: readonly TranscriptItem[],
  type: Type,
): readonly Extract<TranscriptItem, { type: Type }>[] {
  return items.filter(
    (item): item is Extract<TranscriptItem, { type: Type }> => item.type === type,
  );
}

/** What can be compared with what codex says of the same session. */
function tellTale(item: TranscriptItem): readonly string[] {
  switch (item.type) {
    case 'prompt':
      return [`prompt ${item.text}`];
    case 'answer':
      return [`answer ${item.text}`];
    case 'reasoning':
      return [`reasoning ${item.text}`];
    case 'command':
      return item.exitCode === null ? [] : [`command ${item.exitCode} ${item.output}`];
    case 'patch':
      return item.status === 'completed'
        ? [`patch ${item.files.map(({ change, path }) => `${change} ${path}`)}`]
        : [];
    case 'compaction':
      return ['compaction'];
    case 'subagent':
      return [`subagent ${item.agents.map(({ threadId }) => threadId)}`];
    case 'tool':
      return [`tool ${item.name}`];
    default:
      return [];
  }
}

function nativeTale(item: NativeItem): string {
  const field = (name: string) => item[name];
  const parts = (name: string, key: string) =>
    ((field(name) as Record<string, string>[] | null) ?? []).map((part) => part[key] ?? '');
  switch (item.type) {
    case 'userMessage':
      return `prompt ${parts('content', 'text').join('')}`;
    case 'agentMessage':
      return `answer ${field('text')}`;
    case 'reasoning':
      return `reasoning ${[...(field('summary') as string[]), ...(field('content') as string[])].join('\n\n')}`;
    case 'commandExecution':
      return `command ${field('exitCode')} ${field('aggregatedOutput') ?? ''}`;
    case 'fileChange': {
      const changes = field('changes') as { path: string; kind: { type: string } }[];
      return `patch ${changes.map(({ path, kind }) => `${kind.type} ${path}`)}`;
    }
    case 'contextCompaction':
      return 'compaction';
    case 'collabAgentToolCall':
      return `subagent ${field('receiverThreadIds')}`;
    case 'webSearch':
      return 'tool web search';
    case 'imageView':
      return 'tool view image';
    case 'mcpToolCall':
      return `tool ${field('server')}.${field('tool')}`;
    default:
      throw new Error(`codex tells of a ${item.type}, which this test does not know`);
  }
}

describe('recorded rollouts', () => {
  // Its own lines hold nothing of what came before the fork.
  const withoutParents = recordedRollouts().filter(({ name }) => name !== 'forks-2');

  it.each(withoutParents)('[TX1] $name has every native item exactly once', (rollout) => {
    // Of the older form codex itself tells no commands; they stand in what the model was sent.
    const items = itemsOf(rollout.lines).filter(
      ({ type }) => rollout.name !== 'legacy' || type !== 'command',
    );
    const told = items.flatMap(tellTale);
    const native = rollout.turns.flatMap(({ items }) => items.map(nativeTale));
    expect(told).toEqual(native);
  });

  it.each(withoutParents)('[TX1] $name has every end of a turn exactly once', (rollout) => {
    const told = itemsOf(rollout.lines).flatMap((item) => {
      if (item.type === 'error') return [`failed ${item.message}`];
      if (item.type === 'interrupted') return ['interrupted'];
      return item.type === 'turn' && item.phase === 'completed' ? ['completed'] : [];
    });
    const native = rollout.turns.map(({ status, error }) =>
      error === null ? status : `${status} ${error.message}`,
    );
    expect(told).toEqual(native);
  });

  it('[TX1] a fork and its parent together have every native item once', () => {
    const [parent, fork] = [recordedRollout('forks'), recordedRollout('forks-2')];
    const told = itemsOf([...parent.lines, ...fork.lines]).flatMap(tellTale);
    expect(told).toEqual(fork.turns.flatMap(({ items }) => items.map(nativeTale)));
  });

  it('[TX8] shows every line at the level raw', () => {
    for (const { lines } of recordedRollouts()) {
      expect(itemsOf(lines, 'raw')).toHaveLength(lines.length);
    }
  });

  it('[TX8] shows no tools at the level text, but what the person ran', () => {
    const items = itemsOf(recordedRollout('work').lines, 'text');
    expect(new Set(items.map(({ type }) => type))).toEqual(
      new Set(['session', 'prompt', 'answer', 'plan', 'question', 'interrupted', 'command']),
    );
    expect(ofType(items, 'command')).toMatchObject([{ command: 'echo mine', by: 'person' }]);
  });

  it('[TX2] tells what codex and files said from what was typed', () => {
    const prompts = ofType(itemsOf(recordedRollout('work').lines, 'raw'), 'prompt');
    const injected = prompts.filter(({ source }) => source === 'injected');
    expect(prompts.filter(({ source }) => source === 'typed')[2]?.text).toBe(
      'patch some files\nall of them',
    );
    expect(injected.map(({ text }) => text.slice(0, 12))).toEqual([
      '<skills_inst',
      '# AGENTS.md ',
      '<turn_aborte',
      '<user_shell_',
    ]);
  });

  it('[TX2] names the pictures of a prompt', () => {
    const [prompt] = ofType(itemsOf(recordedRollout('tools').lines), 'prompt').slice(-1);
    expect(prompt).toMatchObject({
      text: '[Image #1] what is in it?',
      images: ['/var/tmp/codex-grid-screens/project/dot.png'],
    });
  });

  it('[TX4] has commands with exit code, output, duration and why the user was asked', () => {
    const commands = ofType(itemsOf(recordedRollout('work').lines), 'command');
    expect(commands.map(({ command, status, exitCode }) => [command, status, exitCode])).toEqual([
      ['echo hello; echo oops >&2', 'completed', 0],
      ['exit 3', 'failed', 3],
      ['seq 1 400', 'completed', 0],
      ['echo allowed', 'completed', 0],
      ['echo denied', 'declined', null],
      ['echo mine', 'completed', 0],
    ]);
    expect(commands[0]?.output).toBe('hello\noops\n');
    expect(commands[2]?.durationMs).toBeGreaterThan(50);
    expect(commands[3]?.justification).toBe('it leaves the sandbox');
  });

  it('[TX4] has patches with their diffs, and why one failed', () => {
    const patches = ofType(itemsOf(recordedRollout('work').lines), 'patch');
    expect(patches[1]?.files).toEqual([
      {
        path: '/var/tmp/codex-grid-screens/project/kettle.ts',
        change: 'update',
        movedTo: '/var/tmp/codex-grid-screens/project/pot.ts',
        diff: [
          '@@ -1,2 +1,2 @@',
          '-export const boilingCelsius = 100;',
          '+export const boilingCelsius = 96;',
          ' ',
        ],
      },
    ]);
    expect(patches[3]).toMatchObject({
      status: 'failed',
      files: [{ path: 'missing.ts', diff: ['@@', '-no', '+yes'] }],
      problem: expect.stringContaining('No such file'),
    });
  });

  it('[TX4] has plans, tools and subagents', () => {
    expect(ofType(itemsOf(recordedRollout('work').lines), 'plan')).toMatchObject([
      { steps: [{ status: 'completed' }, { status: 'in_progress' }, { status: 'pending' }] },
    ]);
    expect(ofType(itemsOf(recordedRollout('tools').lines), 'tool').slice(-1)).toMatchObject([
      { name: 'teahouse.brew', input: '{"tea":"green"}', output: 'a cup of green tea' },
    ]);
    expect(ofType(itemsOf(recordedRollout('subagents').lines), 'subagent')).toMatchObject([
      { activity: 'spawn_agent', prompt: 'run three commands', agents: [{ name: 'Halley' }] },
    ]);
  });

  it('[TX5] has a question with its answer', () => {
    expect(ofType(itemsOf(recordedRollout('work').lines), 'question')).toEqual([
      {
        type: 'question',
        questions: [
          {
            id: 'question_1',
            question: 'Which tea?',
            options: ['Green', 'Black'],
            answer: 'Black',
          },
        ],
      },
    ]);
  });
});

const call = (id: string, cmd: string) =>
  JSON.stringify({
    type: 'response_item',
    payload: {
      type: 'function_call',
      name: 'exec_command',
      arguments: JSON.stringify({ cmd }),
      call_id: id,
    },
  });

describe('calls', () => {
  it('[TX3] shows a command as running until its end is told', () => {
    expect(itemsOf([call('c1', 'make')])).toMatchObject([{ command: 'make', status: 'running' }]);
  });

  it('[TX3] keeps an output apart whose call is further up', () => {
    const output = JSON.stringify({
      type: 'response_item',
      payload: { type: 'function_call_output', call_id: 'c1', output: 'done' },
    });
    expect(itemsOf([output])).toEqual([]);
    expect(itemsOf([output], 'raw')).toEqual([{ type: 'other', label: 'output' }]);
  });

  it('[TX3] tells two calls of the same id in two turns', () => {
    const turn = (id: string) =>
      JSON.stringify({ type: 'event_msg', payload: { type: 'task_started', turn_id: id } });
    const items = itemsOf([turn('t1'), call('c1', 'one'), turn('t2'), call('c1', 'two')]);
    expect(ofType(items, 'command').map(({ command }) => command)).toEqual(['one', 'two']);
  });
});

const event = (payload: Record<string, unknown>) => JSON.stringify({ type: 'event_msg', payload });
const response = (payload: Record<string, unknown>) =>
  JSON.stringify({ type: 'response_item', payload });

describe('older forms', () => {
  it('[TX6] reads events of each kind, and calls that only their output tells of', () => {
    const lines = [
      JSON.stringify({
        type: 'session_meta',
        payload: { id: 's1', cwd: '/x', cli_version: '0.99' },
      }),
      response({
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: '<environment_context>\n</environment_context>' }],
      }),
      event({ type: 'user_message', message: 'hi', images: ['data:image/png;base64,AA'] }),
      response({ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] }),
      event({ type: 'agent_reasoning', text: 'hm' }),
      response({
        type: 'function_call',
        name: 'shell',
        arguments: '{"command":["bash","-lc","ls"],"workdir":"/x"}',
        call_id: 'c1',
      }),
      response({
        type: 'function_call_output',
        call_id: 'c1',
        output: '{"output":"a\\nb\\n","metadata":{"exit_code":2,"duration_seconds":0.5}}',
      }),
      event({ type: 'agent_message', message: 'hello' }),
      response({
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'hello' }],
      }),
    ];
    expect(itemsOf(lines)).toMatchObject([
      { type: 'session', id: 's1', cwd: '/x', codexVersion: '0.99' },
      { type: 'prompt', source: 'typed', text: 'hi', images: ['inline'] },
      { type: 'reasoning', text: 'hm' },
      {
        type: 'command',
        command: 'ls',
        cwd: '/x',
        status: 'failed',
        exitCode: 2,
        output: 'a\nb\n',
        durationMs: 500,
      },
      { type: 'answer', text: 'hello' },
    ]);
  });

  it('[TX6] reads the commands of a recorded one', () => {
    const commands = ofType(itemsOf(recordedRollout('legacy').lines), 'command');
    expect(
      commands.map(({ command, exitCode, output }) => [command, exitCode, output.length]),
    ).toEqual([
      ['echo hello; echo oops >&2', 0, 11],
      ['exit 3', 3, 0],
      ['seq 1 400', 0, 1492],
    ]);
  });

  it('[TX6] reads ends of calls that have an event of their own', () => {
    const lines = [
      call('c1', 'ls'),
      event({
        type: 'exec_command_end',
        call_id: 'c1',
        command: ['bash', '-lc', 'ls'],
        exit_code: 0,
        aggregated_output: 'a\n',
        duration: { secs: 1, nanos: 500_000_000 },
      }),
      response({ type: 'function_call_output', call_id: 'c1', output: 'Exit code: 0\nOutput:\na' }),
      event({
        type: 'patch_apply_end',
        call_id: 'c2',
        success: false,
        stderr: 'no',
        changes: { '/x/a': { add: { content: 'one\n' } } },
      }),
      event({
        type: 'mcp_tool_call_end',
        call_id: 'c3',
        invocation: { server: 'tea', tool: 'brew', arguments: { hot: true } },
        result: { Err: 'cold' },
      }),
    ];
    expect(itemsOf(lines)).toMatchObject([
      { type: 'command', exitCode: 0, output: 'a\n', durationMs: 1500 },
      {
        type: 'patch',
        status: 'failed',
        problem: 'no',
        files: [{ path: '/x/a', change: 'add', diff: ['+one'] }],
      },
      { type: 'tool', name: 'tea.brew', input: '{"hot":true}', output: 'cold', status: 'failed' },
    ]);
  });

  it('[TX6] reads the first rollouts, which have no envelope', () => {
    const lines = [
      '{"id":"s1","timestamp":"2025-05-01T00:00:00Z","instructions":null}',
      '{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}',
      '{"record_type":"state"}',
      '{"type":"message","role":"assistant","content":[{"type":"output_text","text":"hello"}]}',
    ];
    expect(itemsOf(lines)).toMatchObject([
      { type: 'session', id: 's1' },
      { type: 'prompt', text: 'hi' },
      { type: 'answer', text: 'hello' },
    ]);
  });

  it('[TX7] keeps what it does not know', () => {
    const lines = [
      '',
      '{"type":"event_msg","payl',
      '\ufffd\ufffd',
      'null',
      '[1]',
      event({ type: 'brand_new', text: 'x' }),
      event({ type: 'item_completed', item: { type: 'Hologram', id: 'h' } }),
      '{"type":"event_msg"}',
      '{"type":"event_msg","payload":{"type":"item_completed"}}',
      '{"type":"response_item","payload":{"type":"function_call","name":7,"arguments":3}}',
      '{"type":"from_the_future","payload":{}}',
    ];
    expect(itemsOf(lines, 'raw')).toHaveLength(lines.length);
    expect(itemsOf(lines.slice(0, 7))).toEqual([]);
  });
});
