import type { AgentId } from '../core/agent/agent.ts';
import { screenMatches } from '../core/finding/screen-matches.ts';
import type { HostEffect } from '../core/host/host-events.ts';
import { agentById, roster } from '../core/host/host-state.ts';
import { savedRosterText } from '../core/host/saved-roster.ts';
import { newsText } from '../core/notices/news-text.ts';
import { programOf } from '../core/settings/agent-settings.ts';
import { blankFrame } from '../core/terminal/frame.ts';
import { keyBytes } from '../core/terminal/key-names.ts';
import { plainRow } from '../core/terminal/row-encoder.ts';
import type { LinkWatch } from './codex/link-watch.ts';
import { trustReply } from './codex/trust-replies.ts';
import type { UpdateTalk } from './codex/update-talk.ts';
import type { GitWatch } from './git/git-watch.ts';
import type { HostSurroundings } from './host.ts';
import type { HostClients } from './host-clients.ts';
import type { HostLoop } from './host-loop.ts';
import type { Launches } from './launches.ts';
import { mirrorKeys } from './mirror-keys.ts';
import type { PromptEffect } from './prompts/prompt-effects.ts';
import { putIfShown } from './put-if-shown.ts';
import { runOutput } from './replay/run-output.ts';
import { checkWork, clearAway, type RemovalParts } from './sessions/removals.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';
import type { Publisher } from './terminal/publisher.ts';
import type { TileSizes } from './terminal/tile-sizes.ts';
import type { HookSlots } from './witnesses/hook-slots.ts';
import type { RolloutWatch } from './witnesses/rollout-watch.ts';
import type { ScreenWatch } from './witnesses/screen-watch.ts';

export type HostParts = {
  readonly surroundings: HostSurroundings;
  readonly loop: HostLoop;
  readonly terminals: AgentTerminals;
  readonly published: Publisher;
  readonly sizes: TileSizes;
  readonly rollouts: RolloutWatch;
  readonly screens: ScreenWatch;
  readonly prompts: (effect: PromptEffect) => void;
  readonly slots: HookSlots;
  readonly launches: Launches;
  readonly links: Pick<LinkWatch, 'forget'>;
  readonly git: GitWatch;
  readonly clients: HostClients;
  readonly updates: UpdateTalk;
  /** What was seen of the agent's process and its screen is past. */
  readonly forgetScreen: (agent: AgentId) => void;
};

type EffectOf<Type extends HostEffect['type']> = Extract<HostEffect, { type: Type }>;

/** Carries out the model's orders. */
export function hostEffects(parts: HostParts): (effect: HostEffect) => void {
  const { surroundings, loop, terminals, published, clients } = parts;
  const setAlarm = alarm(parts);
  return (effect) => {
    switch (effect.type) {
      case 'start-codex':
        return startCodex(parts, effect);
      case 'write-keys':
        return writeKeys(parts, effect);
      case 'save-prompts':
      case 'find-prompt':
        return parts.prompts(effect);
      case 'publish-receipts':
        return clients.tellAll({ type: 'receipts', receipts: effect.receipts });
      case 'watch-screen':
        return parts.screens.want(effect.agent, effect.wanted);
      case 'paste':
      case 'press':
        return putIfShown(parts, effect);
      case 'mirror':
        return mirrorKeys(parts, effect);
      case 'answer-hook':
        return parts.slots.answer(effect.wait, effect.answer);
      case 'leave-hook':
        return parts.slots.leave(effect.wait);
      case 'signal':
        return terminals.signal(effect.agent, effect.signal);
      case 'forget':
        return forget(parts, effect.agent);
      case 'follow-rollout':
        return parts.rollouts.follow(effect.agent, effect.path, effect.subagentId);
      case 'check-work':
        return checkWork(removalParts(parts), effect);
      case 'clear-away':
        clearAway(removalParts(parts), effect);
        return;
      case 'read-git':
        return parts.git.look(effect.agent);
      case 'publish-settings':
        return clients.settingsChanged();
      case 'save-roster':
        return surroundings.saveRoster(savedRosterText(loop.model()));
      case 'publish-roster':
        return published.rosterChanged(roster(loop.model()));
      case 'reply': {
        const { client, request, reply } = effect;
        return clients.write(client, { type: 'reply', request, reply });
      }
      case 'reply-about-trust':
        return replyAboutTrust(parts, effect);
      case 'tell-user':
        return tellUser(parts, effect);
      case 'notify':
        return clients.noticeToFirst(effect.message);
      case 'update-answered':
        return parts.updates.answered();
      case 'reply-with-screen':
        return replyWithScreen(parts, effect);
      case 'keep-login':
        return keepLogin(parts, effect);
      case 'reply-with-recording':
        return replyWithRecording(parts, effect);
      case 'reply-with-links':
        return replyWithLinks(parts, effect);
      case 'reply-with-matches':
        return replyWithMatches(parts, effect);
      case 'reply-with-stats': {
        const { client, request, since } = effect;
        const value = surroundings.ledger.stats(since);
        return clients.write(client, { type: 'reply', request, reply: { ok: true, value } });
      }
      case 'reply-with-status':
        return replyWithStatus(parts, effect);
      case 'wake':
        return setAlarm(effect.at);
      case 'exit':
        setAlarm(null);
        return surroundings.onExit();
      default:
        return effect satisfies never;
    }
  };
}

/** Whoever sees a screen is told by its terminal. */
function tellUser({ surroundings, loop, clients }: HostParts, { news }: EffectOf<'tell-user'>) {
  if (clients.tellLastUsed({ type: 'news', news })) return;
  const { ways } = programOf(loop.model().settings).notifications;
  if (ways.includes('desktop')) surroundings.tellDesktop(newsText(news));
}

function removalParts({ surroundings, loop, clients }: HostParts): RemovalParts {
  const { worktrees, deleteAgentFolder } = surroundings;
  return { worktrees, deleteAgentFolder, dispatch: loop.dispatch, onNotice: clients.notice };
}

function startCodex(parts: HostParts, { launch }: EffectOf<'start-codex'>): void {
  parts.forgetScreen(launch.agent);
  parts.launches.launch(launch);
}

function writeKeys(
  { terminals, published, sizes, clients, loop }: HostParts,
  { agent, keys, literal }: EffectOf<'write-keys'>,
): void {
  const modes = (terminals.frame(agent) ?? blankFrame(1, 1)).modes;
  published.typed(agent);
  sizes.typed(null, agent);
  for (const key of keys) {
    // A key each, so that an Escape is not read as the start of the next key.
    if (terminals.write(agent, literal ? Buffer.from(key) : keyBytes(key, modes))) continue;
    const name = agentById(loop.model(), agent)?.name ?? agent;
    // What is typed as it is may be a secret.
    const what = literal ? 'it' : `the key ${key}`;
    clients.notice(`${name} does not read what is typed: ${what} was dropped.`);
  }
}

function forget(parts: HostParts, agent: AgentId): void {
  parts.launches.forget(agent);
  parts.links.forget(agent);
  parts.terminals.forget(agent);
  parts.rollouts.forget(agent);
  parts.published.forget(agent);
  parts.sizes.forget(agent);
  parts.git.forget(agent);
  parts.surroundings.evidence.forget(agent);
  parts.forgetScreen(agent);
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
  { client, request, agent }: EffectOf<'reply-with-links'>,
): void {
  const links = terminals.links(agent);
  const reply = links === null ? noScreen : ({ ok: true, value: links } as const);
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

/** Longer waits than that are beyond a timer; it wakes early and sets itself again. */
const longestTimerMs = 2 ** 31 - 1;

function alarm({ surroundings, loop }: HostParts): (at: number | null) => void {
  const { timers, now } = surroundings;
  let callOff: (() => void) | null = null;
  return (at) => {
    callOff?.();
    callOff = null;
    if (at === null) return;
    const delayMs = Math.min(Math.max(0, at - now()), longestTimerMs);
    callOff = timers.later(delayMs, () => loop.dispatch({ type: 'woke' }));
  };
}
