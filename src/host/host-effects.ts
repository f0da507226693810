import type { AgentId } from '../core/agent/agent.ts';
import type { HostEffect } from '../core/host/host-events.ts';
import { agentById, roster } from '../core/host/host-state.ts';
import { savedRosterText } from '../core/host/saved-roster.ts';
import { newsText } from '../core/notices/news-text.ts';
import { programOf } from '../core/settings/agent-settings.ts';
import { blankFrame } from '../core/terminal/frame.ts';
import { keyBytes } from '../core/terminal/key-names.ts';
import type { LinkWatch } from './codex/link-watch.ts';
import type { UpdateTalk } from './codex/update-talk.ts';
import type { GitWatch } from './git/git-watch.ts';
import type { HostSurroundings } from './host.ts';
import type { HostClients } from './host-clients.ts';
import type { HostLoop } from './host-loop.ts';
import { reply } from './host-replies.ts';
import type { Launches } from './launches.ts';
import { mirrorKeys } from './mirror-keys.ts';
import type { PromptEffect } from './prompts/prompt-effects.ts';
import { putIfShown } from './put-if-shown.ts';
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

export type EffectOf<Type extends HostEffect['type']> = Extract<HostEffect, { type: Type }>;

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
      case 'tell-user':
        return tellUser(parts, effect);
      case 'notify':
        return clients.noticeToFirst(effect.message);
      case 'update-answered':
        return parts.updates.answered();
      case 'reply':
      case 'reply-about-trust':
      case 'reply-with-screen':
      case 'keep-login':
      case 'reply-with-recording':
      case 'reply-with-links':
      case 'reply-with-matches':
      case 'reply-with-stats':
      case 'reply-with-status':
        return reply(parts, effect);
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
