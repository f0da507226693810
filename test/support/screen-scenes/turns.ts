import type { ModelScript, ModelStep, Question } from '../../../src/demo/model-script.ts';
import { recordingFolder, recordingRepository } from '../screen-recorder.ts';
import type { Play } from './play.ts';

const ctrlC = '\x03';
const down = '\x1b[B';

const says = (text: string): readonly ModelStep[] => [{ type: 'text', text, wordDelayMs: 0 }];

const colour = (name: string): Question => ({
  header: name,
  question: `Which colour shall the ${name} have, seen from the garden in the evening?`,
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: 'cold, and with a description that is too long for one row' },
  ],
});

export const longCommand = [
  'for i in 1 2 3; do',
  '  echo "line $i of a script that has to be wrapped because it is so long that it does not fit"',
  'done',
  'cat > notes <<END',
  '  Would you like to run the following command?',
  '› 1. Yes, proceed (y)',
  'END',
  ...Array.from({ length: 30 }, (_, line) => `echo ${line}`),
].join('\n');

export const longPath = `${'far/'.repeat(20)}away`;

/** What the model does on a prompt of that name. */
const answers: Readonly<Record<string, readonly ModelStep[]>> = {
  'run a command': [
    { type: 'shell', command: 'echo hi', justification: 'it writes outside the folder' },
  ],
  'run a long command': [
    { type: 'shell', command: longCommand, justification: 'it is long, but it does no harm' },
  ],
  'run a command without end': [
    { type: 'shell', command: `rm -r ${longPath}`, justification: 'no reason' },
  ],
  'patch a file': [
    { type: 'patch', patch: '*** Begin Patch\n*** Add File: ../out.txt\n+one\n*** End Patch' },
  ],
  'ask one': [{ type: 'question', questions: [colour('wall')] }],
  'ask three': [{ type: 'question', questions: ['wall', 'door', 'roof'].map(colour) }],
  'run slowly': [{ type: 'shell', command: 'sleep 60' }],
  'think slowly': [{ type: 'reasoning', summary: 'Thinking of kettles' }, { type: 'hang' }],
  'make a plan': [
    {
      type: 'plan',
      steps: [
        { step: 'Fill the kettle', status: 'completed' },
        { step: 'Boil the water', status: 'in_progress' },
      ],
    },
    { type: 'shell', command: 'sleep 60' },
  ],
  'send a child': [{ type: 'spawn-agent', message: 'run slowly' }],
  'send a child that asks': [{ type: 'spawn-agent', message: 'run a command' }],
};

const script: ModelScript = ({ prompt, outputs }) =>
  outputs.length > 0 ? says('Done.') : (answers[prompt] ?? says('Fine.'));

export const turnPlays: Readonly<Record<string, Play>> = {
  async approvals(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project });
    await codex.say('run a command');
    await codex.waitFor('Yes, proceed');
    await codex.record('approval-command');
    await codex.type(down);
    await codex.record('approval-command-moved');
    await codex.type(down);
    await codex.record('approval-command-last');
    await codex.type('\x01');
    await codex.record('pager-command');
    await codex.type('q');
    await codex.type(ctrlC);
    for (const [prompt, scene] of [
      ['run a long command', 'approval-long'],
      ['run a command without end', 'approval-wrapped'],
      ['patch a file', 'approval-patch'],
    ] as const) {
      await codex.say(prompt);
      await codex.waitFor('Yes, proceed');
      await codex.record(scene);
      await codex.type(ctrlC);
    }
    await codex.record('interrupted');
    await codex.close();
  },

  async questions(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project });
    await codex.say('ask one');
    await codex.waitFor('Question 1/1');
    await codex.record('question-one');
    await codex.type(down);
    await codex.record('question-one-moved');
    await codex.type('\t');
    await codex.record('question-notes-empty');
    await codex.type('a note of mine');
    await codex.record('question-notes');
    // The first one only clears the notes.
    await codex.type(ctrlC, ctrlC);
    await codex.say('ask three');
    await codex.waitFor('Question 1/3');
    await codex.record('question-three');
    await codex.type(down, '\r');
    await codex.record('question-three-second');
    await codex.type('\x1b[C', '\r');
    await codex.record('question-unanswered');
    await codex.close();
  },

  async working(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project });
    await codex.say('think slowly');
    await codex.waitFor('esc to interrupt');
    await codex.record('working');
    await codex.type(ctrlC);
    await codex.say('make a plan');
    await codex.waitFor('Boil the water');
    await codex.say('and then pour it');
    await codex.paste('and then drink it');
    await codex.type('\t');
    await codex.record('working-queued');
    await codex.type(ctrlC);
    await codex.record('steer-came-back');
    await codex.type(ctrlC);
    await codex.say('think slowly');
    await codex.paste('and quickly');
    await codex.record('working-draft');
    await codex.type(ctrlC);
    await codex.type('/');
    await codex.record('working-commands');
    await codex.close();
  },

  async 'asking-child'(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project });
    await codex.say('send a child that asks');
    await codex.waitFor('Yes, proceed');
    await codex.record('approval-subagent');
    await codex.close();
  },

  async subagents(open) {
    const project = recordingRepository('project');
    const codex = await open({ script, home: recordingFolder('home'), project });
    await codex.say('send a child');
    await codex.waitFor('Done.');
    await codex.record('subagent-works');
    await codex.type('/subagents', '\r');
    await codex.type(down, '\r');
    await codex.record('subagent-viewed');
    await codex.type('x');
    await codex.record('subagent-viewed-typed');
    await codex.close();
  },
};
