import { conflictText } from '../git/conflicts.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { endOf } from '../screen/tile-lines.ts';
import { changesOf, stateWord } from '../screen/tile-parts.ts';
import type { ShownAgent } from '../screen/why-answer.ts';
import { clockLabel } from '../text/clock-label.ts';
import { plainText } from '../text/plain-text.ts';
import { limitText, windowWord } from './account-limits.ts';
import type { Agent, LaunchFacts } from './agent.ts';

/** One line of all that is known of an agent. */
export type AgentFact = {
  readonly label: string;
  readonly text: string;
  readonly isWarning: boolean;
};

/** From the roster, and what the host told when it was asked; null until it has. */
export function factsAbout(
  agent: Agent,
  shown: ShownAgent | null,
  timeZone: string,
): readonly AgentFact[] {
  const { context, badges } = agent;
  const warnings = badges.filter(({ tone }) => tone !== 'quiet');
  return [
    ...fact('state', `${lifecycles[agent.state].glyph} ${stateWord(agent)}`),
    ...fact('task', agent.task === 'command' ? 'a command of codex, no conversation' : null),
    ...fact('detail', agent.state === 'ended' ? endOf(agent) : agent.detail),
    ...fact('beware', warnings.map(({ text }) => text).join(', '), 'warning'),
    ...fact('limit', limitText(agent, timeZone), 'warning'),
    ...fact('folder', agent.cwd),
    ...fact('worktree', agent.worktree === agent.cwd ? 'the folder is its own' : agent.worktree),
    ...fact(
      'branch',
      agent.branch === null || agent.task === 'command'
        ? null
        : `${agent.branch}${changesOf(agent)}`,
    ),
    ...agent.conflicts.flatMap((one) => fact('same files', conflictText(one), 'warning')),
    ...fact('group', agent.group),
    ...fact('session', agent.sessionId),
    ...fact('sessions before', shown?.formerSessions.join(', ') ?? null),
    ...launchFacts(agent, shown?.launch ?? null),
    ...fact(
      'context',
      context &&
        `${thousands(context.usedTokens)} of ${thousands(context.windowTokens)} tokens used, ${Math.round(context.percentLeft)}% left`,
    ),
    ...fact('account', accountText(agent, timeZone)),
    ...fact('subagents', agent.subagents > 0 ? `${agent.subagents}` : null),
    ...fact('queue', agent.queue > 0 ? `${agent.queue} not yet delivered` : null),
    ...fact('home', homeOf(agent, shown)),
    ...fact('codex', shown?.launch?.codexVersion ?? null),
    ...hooksFact(shown),
    ...fact('pid', agent.pid === null ? null : `${agent.pid}`),
  ];
}

/** How much of its account's limits is used, and until when. */
export function accountText({ limits }: Agent, timeZone: string): string | null {
  if (limits === null) return null;
  return limits.windows
    .map((window) => {
      const { usedPercent, resetsAt } = window;
      const until = resetsAt === null ? '' : `, until ${clockLabel(resetsAt, limits.at, timeZone)}`;
      return `${windowWord(window)}: ${Math.round(usedPercent)}% used${until}`;
    })
    .join('; ');
}

/** What it was started with, and who said so. */
export function settingsIn(shown: ShownAgent | null): readonly AgentFact[] {
  return (shown?.settings ?? []).flatMap(({ key, value, origin }) =>
    fact(key, `${valueText(value)} (${origin})`),
  );
}

function fact(
  label: string,
  text: string | null,
  kind: 'plain' | 'warning' = 'plain',
): readonly AgentFact[] {
  return text === null || text === ''
    ? []
    : [{ label, text: plainText(text), isWarning: kind === 'warning' }];
}

/** What it runs with, as far as anybody said so, the codex config included. */
export function launchFacts(
  { model }: Agent,
  launch: Pick<
    LaunchFacts,
    'model' | 'reasoningEffort' | 'sandbox' | 'approval' | 'network'
  > | null,
): readonly AgentFact[] {
  const network = launch?.network ?? null;
  return [
    ...fact('model', model ?? launch?.model ?? null),
    ...fact('reasoning effort', launch?.reasoningEffort ?? null),
    ...fact('sandbox', launch?.sandbox ?? null),
    ...fact('approval', launch?.approval ?? null),
    ...fact('network', network === null ? null : network ? 'yes' : 'no'),
  ];
}

function homeOf({ home }: Agent, shown: ShownAgent | null): string {
  const path = shown?.launch?.codexHome ?? null;
  return path === null || path === home ? home : `${home}: ${path}`;
}

function hooksFact(shown: ShownAgent | null): readonly AgentFact[] {
  const hooks = shown?.launch?.hooks;
  if (!hooks) return [];
  return hooks.type === 'off'
    ? fact('hooks', `off: ${hooks.reason ?? 'in-band only'}`, 'warning')
    : fact('hooks', hooks.type);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function thousands(count: number): string {
  return count < 1000 ? `${count}` : `${Math.round(count / 1000)}k`;
}
