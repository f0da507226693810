import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { ModelScript, ModelStep } from '../../src/demo/model-script.ts';
import { playLegacySession } from './legacy-rollout.ts';
import { recordingFolder, recordingRepository } from './screen-recorder.ts';
import type { Play } from './screen-scenes/play.ts';

const esc = '\x1b';

const says = (text: string): ModelStep => ({ type: 'text', text, wordDelayMs: 0 });
const runs = (command: string): ModelStep => ({ type: 'shell', command });
const patches = (...lines: readonly string[]): ModelStep => ({
  type: 'patch',
  patch: ['*** Begin Patch', ...lines, '*** End Patch'].join('\n'),
});

const markdown = `## Kettles

They **boil** in \`kettle.ts\`:

\`\`\`ts
export const boilingCelsius = 100;
\`\`\`

- one
- two`;

const recipe = ['water', 'leaves', 'time'].map((step, index) => ({
  step: `Take ${step}`,
  status: (['completed', 'in_progress', 'pending'] as const)[index] ?? 'pending',
}));

/** What the model does on a prompt of that name, one step for each time it is asked. */
const answers: Readonly<Record<string, readonly (readonly ModelStep[])[]>> = {
  'explain kettles': [[{ type: 'reasoning', summary: '**Thinking of kettles**' }, says(markdown)]],
  'run three commands': [
    [says('First I look.'), runs('echo hello; echo oops >&2')],
    [runs('exit 3')],
    [runs('seq 1 400')],
  ],
  'patch some files': [
    [patches('*** Add File: kettle.ts', '+export const boilingCelsius = 100;', '+', '+// end')],
    [
      patches(
        '*** Update File: kettle.ts',
        '*** Move to: pot.ts',
        '@@',
        '-export const boilingCelsius = 100;',
        '+export const boilingCelsius = 96;',
      ),
    ],
    [patches('*** Delete File: pot.ts')],
    [patches('*** Update File: missing.ts', '@@', '-no', '+yes')],
  ],
  'make a plan': [[{ type: 'plan', steps: recipe }]],
  'ask me': [
    [
      {
        type: 'question',
        questions: [
          {
            header: 'Tea',
            question: 'Which tea?',
            options: [
              { label: 'Green', description: 'light' },
              { label: 'Black', description: 'strong' },
            ],
          },
        ],
      },
    ],
  ],
  'ask for leave': [
    [{ type: 'shell', command: 'echo allowed', justification: 'it leaves the sandbox' }],
  ],
  'ask in vain': [
    [{ type: 'shell', command: 'echo denied', justification: 'it leaves the sandbox' }],
  ],
  'run slowly': [[{ type: 'shell', command: 'echo begun; sleep 60', yieldTimeMs: 30_000 }]],
  'think slowly': [[says('I begin.'), { type: 'hang' }]],
  'look it up': [
    [
      {
        type: 'item',
        item: {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: 'how hot is tea' },
        },
      },
      says('It is hot.'),
    ],
  ],
  'look at the picture': [
    [
      {
        type: 'item',
        item: { type: 'function_call', name: 'view_image', arguments: '{"path":"dot.png"}' },
      },
    ],
  ],
  'call the tool': [
    [
      {
        type: 'item',
        item: {
          type: 'function_call',
          namespace: 'mcp__teahouse',
          name: 'brew',
          arguments: '{"tea":"green"}',
        },
      },
    ],
  ],
  'send a child': [[{ type: 'spawn-agent', message: 'run three commands' }]],
  'fail at once': [
    [{ type: 'http-error', status: 500, body: { error: { message: 'the kettle is broken' } } }],
  ],
  'reach the limit': [
    [
      {
        type: 'http-error',
        status: 429,
        body: {
          error: { type: 'usage_limit_reached', plan_type: 'plus', resets_in_seconds: 3600 },
        },
      },
    ],
  ],
  'say too much': [[{ type: 'failed', code: 'context_length_exceeded', message: 'too long' }]],
};

export const rolloutScript: ModelScript = ({ prompt, outputs }) => {
  const name = Object.keys(answers).find((one) => prompt.includes(one));
  return (name === undefined ? undefined : answers[name]?.[outputs.length]) ?? [says('Fine.')];
};

/** A white dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** A tool server that speaks as much of MCP as codex asks for. */
const toolServer = `
const tool = { name: 'brew', description: 'Brews tea', inputSchema: { type: 'object', properties: { tea: { type: 'string' } } }, annotations: { readOnlyHint: true } };
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'teahouse', version: '1' } }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': () => ({ content: [{ type: 'text', text: 'a cup of green tea' }] }),
};
require('node:readline').createInterface(process.stdin).on('line', (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method]?.(params) ?? {} }));
});
`;

const sizes = [[120, 40]] as const;

function place() {
  const project = recordingRepository('project');
  writeFileSync(`${project}/AGENTS.md`, 'Be kind to kettles.\n');
  writeFileSync(`${project}/dot.png`, png);
  writeFileSync(`${project}/tools.cjs`, toolServer);
  execFileSync('git', ['-C', project, 'add', '.']);
  return { script: rolloutScript, home: recordingFolder('home'), project, sizes };
}

const withTools = (usual: string) =>
  `${usual}\n[mcp_servers.teahouse]\ncommand = ${JSON.stringify(process.execPath)}\nargs = ["tools.cjs"]\ndefault_tools_approval_mode = "approve"\n`;

/** Each leaves its rollouts in the home of the last codex. */
export const rolloutPlays: Readonly<Record<string, Play>> = {
  async work(open) {
    const codex = await open(place());
    for (const prompt of [
      'explain kettles',
      'run three commands',
      'patch some files\nall of them',
      'make a plan',
    ]) {
      await codex.say(prompt);
      await codex.waitForRest();
    }
    await codex.say('ask me');
    await codex.waitFor('Question 1/1');
    await codex.type(`${esc}[B`, '\r');
    await codex.waitForRest();
    await codex.say('ask for leave');
    await codex.waitFor('Yes, proceed');
    await codex.type('y');
    await codex.waitForRest();
    await codex.say('ask in vain');
    await codex.waitFor('Yes, proceed');
    await codex.type(esc);
    await codex.waitFor('Ask Codex');
    await codex.say('!echo mine');
    await codex.waitForRest();
    await codex.say('explain kettles');
    await codex.waitForRest();
  },

  async trouble(open) {
    const codex = await open(place());
    await codex.say('run slowly');
    await codex.waitFor('background terminal');
    await codex.type(esc);
    await codex.waitFor('interrupted');
    await codex.say('think slowly');
    await codex.waitFor('I begin.');
    await codex.type(esc);
    for (const prompt of ['fail at once', 'reach the limit', 'say too much', 'explain kettles']) {
      await codex.say(prompt);
      await codex.waitForRest();
    }
    await codex.say('/compact');
    await codex.waitForRest();
    await codex.say('run three commands');
    await codex.waitForRest();
  },

  async tools(open) {
    const codex = await open({ ...place(), config: withTools });
    for (const prompt of ['look it up', 'look at the picture', 'call the tool']) {
      await codex.say(prompt);
      await codex.waitForRest();
    }
    await codex.paste(`/var/tmp/codex-grid-screens/project/dot.png`);
    await codex.say('what is in it?');
    await codex.waitForRest();
  },

  async subagents(open) {
    const codex = await open(place());
    await codex.say('send a child');
    await codex.waitForRest();
    await codex.say('explain kettles');
    await codex.waitForRest();
  },

  async legacy(open) {
    const where = place();
    // For its model and its config alone.
    await open(where);
    await playLegacySession(where, [
      'explain kettles',
      'run three commands',
      'patch some files',
      'make a plan',
      'fail at once',
      'explain kettles',
    ]);
  },

  async forks(open) {
    const where = place();
    const codex = await open(where);
    await codex.say('run three commands');
    await codex.waitForRest();
    await codex.say('explain kettles');
    await codex.waitForRest();
    await codex.close();
    const fork = await open({ ...where, arguments: ['fork', '--last'] });
    await fork.say('make a plan');
    await fork.waitForRest();
  },
};
