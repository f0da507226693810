import { answeringTurns, type ModelScript, type ModelStep } from '../../src/demo/model-script.ts';

const say = (text: string): ModelStep => ({ type: 'text', text, wordDelayMs: 0 });

/**
 * A model that does what its prompt says: `run COMMAND`, `ask leave for COMMAND`, `ask me`, `fail`, `think`
 * (says something and hangs), `wait at GATE`, `say TEXT`. Then it says `All done.`
 */
export const toldScript: ModelScript = answeringTurns(({ prompt, outputs }) => {
  if (outputs.length > 0) return [say('All done.')];
  const order = /^(run|ask leave for|ask me|fail|think|wait at|say)\b\s*([\s\S]*)/.exec(prompt);
  const rest = order?.[2]?.trim() ?? '';
  switch (order?.[1]) {
    case 'run':
      return [{ type: 'shell', command: rest }];
    case 'ask leave for':
      return [{ type: 'shell', command: rest, justification: 'May I?' }];
    case 'ask me':
      return [
        {
          type: 'question',
          questions: [
            {
              header: 'Colour',
              question: 'Which colour?',
              options: [
                { label: 'Red', description: 'As a rose.' },
                { label: 'Blue', description: 'As the sea.' },
              ],
            },
          ],
        },
      ];
    case 'fail':
      return [{ type: 'http-error', status: 500, body: { error: { message: 'Out of tea.' } } }];
    case 'think':
      return [say('Let me think.'), { type: 'hang' }];
    case 'wait at':
      return [say('I wait.'), { type: 'gate', gate: rest }, say('All done.')];
    default:
      return [say(rest || 'All done.')];
  }
});
