import { toldForAgent } from '../settings/settings-resolve.ts';
import { keyNameProblem } from '../terminal/key-names.ts';
import {
  type Answer,
  type Asker,
  referredAgents,
  refused,
  replied,
  withReferred,
} from './host-answers.ts';
import { giveAnswer } from './host-asks.ts';
import type { HostCommand } from './host-commands.ts';
import { describe, descriptionOf } from './host-describe.ts';
import { interrupt } from './host-interrupt.ts';
import { mirror } from './host-mirror.ts';
import { startNew } from './host-new.ts';
import { mute } from './host-notices.ts';
import { pin, place } from './host-order.ts';
import { cancelPrompts, editPrompt, prompt, promptTextOf, receipts } from './host-prompts.ts';
import { remove, rename } from './host-remove.ts';
import { resume } from './host-resume.ts';
import { withTyped } from './host-screens.ts';
import {
  type HostModel,
  isLive,
  roster,
  rosterEntry,
  type Step,
  type StepContext,
} from './host-state.ts';
import { stopHost, stopSome } from './host-stop.ts';
import { undo } from './host-undo.ts';
import { updateCodex } from './host-update.ts';

/** What a command does; a reply that must wait for a process is kept as pending. */
export function asked(model: HostModel, command: HostCommand, context: StepContext & Asker): Step {
  switch (command.type) {
    case 'new':
      return startNew(model, command, context);
    case 'list':
      return replied(model, context, { ok: true, value: roster(model) });
    case 'show':
      return withReferred(model, command.agent, context, (agent) =>
        replied(model, context, {
          ok: true,
          value: {
            agent: rosterEntry(agent),
            why: agent.lifecycle.why,
            transitions: agent.lifecycle.transitions,
            disagreements: agent.lifecycle.disagreements,
            settings: toldForAgent(model.settings, agent),
            launch: agent.launch,
            formerSessions: agent.formerSessions,
            rolloutPath: agent.lifecycle.rolloutPath,
          },
        }),
      );
    case 'screen':
      return withReferred(model, command.agent, context, ({ id }) => ({
        model,
        effects: [
          {
            type: 'reply-with-screen',
            client: context.client,
            request: context.request,
            agent: id,
            styled: command.styled,
            back: command.back ?? 0,
          },
        ],
      }));
    case 'keepLogin':
      return withReferred(model, command.agent, context, (agent) => {
        if (agent.home !== 'isolated') {
          const home = agent.home === 'shared' ? 'your own Codex home' : agent.home;
          const message = `${agent.name} works in ${home}, so there is no other login to choose.`;
          return refused(model, context, 'failed', message);
        }
        const { client, request } = context;
        const { keep } = command;
        return {
          model,
          effects: [{ type: 'keep-login', client, request, agent: agent.id, keep }],
        };
      });
    case 'recording':
      return withReferred(model, command.agent, context, ({ id: agent, launch }) => {
        const { client, request } = context;
        const codexVersion = launch?.codexVersion ?? null;
        const effect = {
          type: 'reply-with-recording',
          client,
          request,
          agent,
          codexVersion,
        } as const;
        return { model, effects: [effect] };
      });
    case 'links':
      return withReferred(model, command.agent, context, ({ id: agent }) => {
        const { client, request } = context;
        return { model, effects: [{ type: 'reply-with-links', client, request, agent, at: null }] };
      });
    case 'linkAt':
      return withReferred(model, command.agent, context, ({ id: agent }) => {
        const { client, request } = context;
        const { x, y } = command;
        return {
          model,
          effects: [{ type: 'reply-with-links', client, request, agent, at: { x, y } }],
        };
      });
    case 'grep':
      return grep(model, command, context);
    case 'keys':
      return typeKeys(model, command, context);
    case 'mirror':
      return mirror(model, command, context);
    case 'prompt':
      return prompt(model, command, context);
    case 'receipts':
      return receipts(model, command, context);
    case 'promptText':
      return promptTextOf(model, command, context);
    case 'cancelPrompts':
      return cancelPrompts(model, command, context);
    case 'editPrompt':
      return editPrompt(model, command, context);
    case 'interrupt':
      return interrupt(model, command, context);
    case 'answer':
      return giveAnswer(model, command, context);
    case 'stop':
      return stopSome(model, command, context);
    case 'resume':
      return resume(model, command, context);
    case 'remove':
      return remove(model, command, context);
    case 'rename':
      return rename(model, command, context);
    case 'mute':
      return mute(model, command, context);
    case 'place':
      return place(model, command, context);
    case 'pin':
      return pin(model, command, context);
    case 'stats': {
      const { client, request } = context;
      const { since } = command;
      return { model, effects: [{ type: 'reply-with-stats', client, request, since }] };
    }
    case 'undo':
      return undo(model, command, context);
    case 'descriptions':
      return replied(model, context, { ok: true, value: model.agents.map(descriptionOf) });
    case 'describe':
      return describe(model, command, context);
    case 'inspectFolder':
    case 'consents':
    case 'decideTrust': {
      const { client, request } = context;
      return { model, effects: [{ type: 'reply-about-trust', client, request, command }] };
    }
    case 'updateCodex':
      return updateCodex(model, command, context);
    case 'status': {
      const { client, request } = context;
      return { model, effects: [{ type: 'reply-with-status', client, request }] };
    }
    case 'stopHost':
      return stopHost(model, context);
    default:
      return command satisfies never;
  }
}

const grep: Answer<'grep'> = (model, { agents, text }, context) => {
  const among = agents === 'all' ? model.agents : referredAgents(model, agents);
  if ('problem' in among) return refused(model, context, 'failed', among.problem);
  const { client, request } = context;
  const ids = model.agents.filter((agent) => among.includes(agent)).map(({ id }) => id);
  return {
    model,
    effects: [{ type: 'reply-with-matches', client, request, agents: ids, text }],
  };
};

const typeKeys: Answer<'keys'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const { keys, literal } = command;
    const problem = literal
      ? null
      : (keys.map(keyNameProblem).find((each) => each !== null) ?? null);
    if (problem !== null) return refused(model, context, 'usage', problem);
    if (!isLive(agent)) {
      return refused(
        model,
        context,
        'failed',
        `${agent.name} has ended, so nothing reads its keys. Bring it back: codex-grid resume ${agent.name}.`,
      );
    }
    const { client, request } = context;
    return {
      model: withTyped(model, agent.id, context.now),
      effects: [
        { type: 'write-keys', agent: agent.id, keys, literal },
        { type: 'reply', client, request, reply: { ok: true, value: null } },
      ],
    };
  });
