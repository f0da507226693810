import type { Reply } from './host-commands.ts';
import type { HostEffect, HostEvent } from './host-events.ts';
import {
  agentById,
  type HostModel,
  isLive,
  type Pending,
  rosterEntry,
  type Step,
} from './host-state.ts';

/** Answers every pending request whose processes have started or ended by now. */
export function withAnswers(model: HostModel): Step {
  const answers = model.pending.flatMap((pending) => {
    const reply = replyTo(pending, model);
    return reply === null ? [] : [{ pending, reply }];
  });
  const answered = answers.map(({ pending }) => pending);
  const unmade = answered.flatMap((pending) =>
    pending.type === 'start' && pending.kind === 'new'
      ? pending.failed.map(({ agent }) => agent)
      : [],
  );
  return {
    model: {
      ...model,
      pending: model.pending.filter((pending) => !answered.includes(pending)),
      agents: model.agents.filter(({ id }) => !unmade.includes(id)),
    },
    effects: [
      ...unmade.map((agent) => ({ type: 'forget', agent }) as const),
      ...answers.flatMap(({ pending, reply }) => replyEffect(pending, reply)),
      ...(answered.some(({ type }) => type === 'stop-host') ? [{ type: 'exit' } as const] : []),
    ],
  };
}

/** Whoever asked for the launch reads it with the answer. */
export function withNotice(
  model: HostModel,
  { agent, message }: Extract<HostEvent, { type: 'noticed' }>,
): HostModel {
  const pending = model.pending.map((one) =>
    one.type === 'start' && one.waitsFor.includes(agent)
      ? { ...one, notices: [...new Set([...one.notices, message])] }
      : one,
  );
  return { ...model, pending };
}

function replyEffect({ client, request }: Pending, reply: Reply): readonly HostEffect[] {
  return client === null ? [] : [{ type: 'reply', client, request, reply }];
}

/** Null while there is something to wait for. */
function replyTo(pending: Pending, model: HostModel): Reply | null {
  if (pending.type === 'stop-host') {
    return model.agents.some(isLive) ? null : { ok: true, value: null };
  }
  const agents = pending.agents.flatMap((id) => agentById(model, id) ?? []);
  if (pending.type === 'stop') {
    return agents.some(isLive) ? null : { ok: true, value: agents.map(rosterEntry) };
  }
  return pending.waitsFor.length > 0 ? null : startReply(pending, model);
}

function startReply(pending: Pending & { readonly type: 'start' }, model: HostModel): Reply {
  const { notices } = pending;
  const [first] = pending.failed;
  if (first) {
    const started = pending.agents.length - pending.failed.length;
    const count =
      pending.agents.length === 1 ? '' : ` ${started} of ${pending.agents.length} were started.`;
    const message = `${first.reason}${count}`;
    return {
      ok: false,
      error: { code: 'failed', message, ...(first.kind && { reason: first.kind }) },
    };
  }
  const entries = pending.agents.flatMap((id) => {
    const agent = agentById(model, id);
    return agent ? [rosterEntry(agent)] : [];
  });
  return { ok: true, value: entries, ...(notices.length > 0 && { notices }) };
}
