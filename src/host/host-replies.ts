import { screenMatches } from '../core/finding/screen-matches.ts';
import type { HostEffect } from '../core/host/host-events.ts';
import { agentById } from '../core/host/host-state.ts';
import { plainRow } from '../core/terminal/row-encoder.ts';
import { trustReply } from './codex/trust-replies.ts';
import type { EffectOf, HostParts } from './host-effects.ts';
import { runOutput } from './replay/run-output.ts';

type ReplyEffect = EffectOf<Extract<HostEffect['type'], `reply${string}` | 'keep-login'>>;

/** Answers a request with what only the shell knows, now or once it is known. */
export function reply(parts: HostParts, effect: ReplyEffect): void {
  const { clients, surroundings } = parts;
  switch (effect.type) {
    case 'reply': {
      const { client, request, reply: answer } = effect;
      clients.write(client, { type: 'reply', request, reply: answer });
      return;
    }
    case 'reply-about-trust':
      replyAboutTrust(parts, effect);
      return;
    case 'reply-with-screen':
      replyWithScreen(parts, effect);
      return;
    case 'keep-login':
      keepLogin(parts, effect);
      return;
    case 'reply-with-recording':
      replyWithRecording(parts, effect);
      return;
    case 'reply-with-links':
      replyWithLinks(parts, effect);
      return;
    case 'reply-with-matches':
      replyWithMatches(parts, effect);
      return;
    case 'reply-with-stats': {
      const { client, request, since } = effect;
      const value = surroundings.ledger.stats(since);
      clients.write(client, { type: 'reply', request, reply: { ok: true, value } });
      return;
    }
    case 'reply-with-status':
      replyWithStatus(parts, effect);
      return;
    default:
      effect satisfies never;
  }
}

const noScreen = {
  ok: false,
  error: { code: 'failed', message: 'It has no screen: it was not started since the host began.' },
} as const;

function keepLogin(
  { surroundings, loop, clients }: HostParts,
  { client, request, agent, keep }: EffectOf<'keep-login'>,
): void {
  const name = agentById(loop.model(), agent)?.name ?? agent;
  surroundings.keepLogin(keep, { agent, name }).then((kept) => {
    const reply = kept.ok
      ? ({ ok: true, value: kept.text } as const)
      : ({ ok: false, error: { code: 'failed', message: kept.problem } } as const);
    clients.write(client, { type: 'reply', request, reply });
  });
}

function replyWithRecording(
  { surroundings, terminals, clients }: HostParts,
  { client, request, agent, codexVersion }: EffectOf<'reply-with-recording'>,
): void {
  surroundings.evidence.written(agent).then(() => {
    const output = runOutput(terminals.keptOutput(agent));
    const value = { agent, codex: codexVersion, output };
    clients.write(client, { type: 'reply', request, reply: { ok: true, value } });
  });
}

function replyWithLinks(
  { terminals, clients }: HostParts,
  { client, request, agent, at }: EffectOf<'reply-with-links'>,
): void {
  const links = terminals.links(agent);
  const value = at === null ? links?.all() : links?.at(at);
  const reply = links === null ? noScreen : ({ ok: true, value } as const);
  clients.write(client, { type: 'reply', request, reply });
}

/** An agent that was not started since the host began has no screen, so nothing is found there. */
function replyWithMatches(
  { terminals, clients }: HostParts,
  { client, request, agents, text }: EffectOf<'reply-with-matches'>,
): void {
  const screens = agents.flatMap((agent) => {
    const lines = terminals.frame(agent)?.lines.map(plainRow);
    return lines ? [{ agent, lines }] : [];
  });
  const value = screenMatches(screens, text);
  clients.write(client, { type: 'reply', request, reply: { ok: true, value } });
}

function replyWithScreen(
  { terminals, clients }: HostParts,
  { client, request, agent, styled, back }: EffectOf<'reply-with-screen'>,
): void {
  const frame = terminals.frame(agent);
  if (!frame) {
    clients.write(client, { type: 'reply', request, reply: noScreen });
    return;
  }
  const { columns, rows } = frame;
  const above = back > 0 ? terminals.rowsBack(agent, back) : null;
  const shown = above?.lines ?? frame.lines;
  const lines = styled ? shown : shown.map(plainRow);
  clients.write(client, {
    type: 'reply',
    request,
    reply: { ok: true, value: { columns, rows, lines, ...(above && { back: above.back }) } },
  });
}

function replyAboutTrust(
  { surroundings, clients, loop }: HostParts,
  { client, request, command }: EffectOf<'reply-about-trust'>,
): void {
  const { settings } = loop.model();
  trustReply(command, surroundings.trust, settings.ok ? settings.defaults : {}).then(
    (reply) => clients.write(client, { type: 'reply', request, reply }),
    (error: unknown) => {
      const message = `The host could not look at the folder: ${String(error)}`;
      const reply = { ok: false, error: { code: 'failed', message } } as const;
      clients.write(client, { type: 'reply', request, reply });
    },
  );
}

function replyWithStatus(
  { surroundings, clients }: HostParts,
  { client, request }: EffectOf<'reply-with-status'>,
): void {
  surroundings.status().then(
    (value) => clients.write(client, { type: 'reply', request, reply: { ok: true, value } }),
    (error: unknown) => {
      const message = `The host could not find out: ${String(error)}`;
      const reply = { ok: false, error: { code: 'failed', message } } as const;
      clients.write(client, { type: 'reply', request, reply });
    },
  );
}
