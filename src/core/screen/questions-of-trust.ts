import * as v from 'valibot';
import { trustAnswers, trustMeaning, trustQuestion } from '../codex/trust-words.ts';
import type { Reply } from '../host/host-commands.ts';
import { shortPaths } from '../text/short-paths.ts';
import { sendNewAgent, withForm } from './new-agent-keys.ts';
import { type Asked, ask, type Question } from './questions.ts';
import { type Act, type ScreenModel, unchanged } from './screen-state.ts';

const inspectedFolderSchema = v.object({
  cwd: v.string(),
  trustRoot: v.nullable(v.string()),
  trust: v.picklist(['trusted', 'declined', 'unasked']),
  repository: v.nullable(v.string()),
  hasConfig: v.boolean(),
  hooks: v.number(),
});

/** The host looked at the folder of a form that was filled: the agent starts, or the person is asked first. */
export function takeInspection(model: ScreenModel, reply: Reply): Act {
  const { overlay } = model;
  if (overlay.type !== 'new-agent' || overlay.form.phase !== 'looking') return unchanged(model);
  const { form } = overlay;
  if (!reply.ok) {
    const problem = shortPaths(reply.error.message, model.homeFolder);
    return withForm(model, { ...form, phase: 'editing', problem });
  }
  const folder = v.safeParse(inspectedFolderSchema, reply.value);
  return folder.success && folder.output.trust === 'unasked'
    ? ask(model, { type: 'trust', folder: folder.output, form })
    : sendNewAgent(model, form, null);
}

export function askTrust({ folder, form }: Extract<Question, { type: 'trust' }>): Asked {
  const { decline, trust } = trustAnswers;
  return {
    title: 'Trust',
    text: `${trustQuestion(folder)}\n\n${trustMeaning(folder)}`,
    answers: [
      { ...decline, key: 'n', act: (model) => sendNewAgent(model, form, 'decline') },
      { ...trust, key: 'y', act: (model) => sendNewAgent(model, form, 'trust') },
    ],
    proposed: 0,
    close: (model) => withForm(model, { ...form, phase: 'editing' }),
  };
}
