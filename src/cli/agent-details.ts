import { limitText } from '../core/agent/account-limits.ts';
import type { Agent, LaunchFacts } from '../core/agent/agent.ts';
import { accountText, launchFacts } from '../core/agent/agent-facts.ts';
import { ageLabel } from '../core/agent/ages.ts';
import { conflictText } from '../core/git/conflicts.ts';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import { changesOf } from '../core/screen/tile-parts.ts';
import type { ToldSetting } from '../core/settings/settings-resolve.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { exitText, fromHome, type TableLook } from './agent-table.ts';

type Line = readonly [title: string, text: string | null];

/** All about one agent, a line each; what is not known is left out. */
export function agentDetails(agent: Agent, launch: LaunchFacts | null, look: TableLook): string {
  const { glyph, word, role } = lifecycles[agent.state];
  const lines: readonly Line[] = [
    ['state', `${look.paint(role, `${glyph} ${word}`)}, since ${ageText(agent.since, look.now)}`],
    ['detail', agent.detail && plainText(agent.detail)],
    ['limit', limitText(agent, look.timeZone)],
    ['stop', agent.stopping],
    ['exit', agent.exit && exitText(agent.exit)],
    ['subagents', agent.subagents > 0 ? `${agent.subagents}` : null],
    ['folder', plainText(fromHome(agent.cwd, look.homeFolder))],
    ['branch', agent.branch && plainText(`${agent.branch}${changesOf(agent)}`)],
    ...launchFacts(agent, launch).map(({ label, text }): Line => [label, text]),
    ['badges', agent.badges.map(({ text }) => text).join(', ') || null],
    ['same files', plainText(agent.conflicts.map(conflictText).join('; ')) || null],
    ['context', agent.context && contextText(agent.context)],
    ['account', accountText(agent, look.timeZone)],
    ['session', agent.sessionId],
    ['home', agent.home],
    ['codex', launch?.codexVersion ?? null],
    ['hooks', launch && hooksText(launch.hooks)],
    ['process', agent.pid === null ? null : `${agent.pid}`],
    ['queue', agent.queue > 0 ? `${agent.queue} prompts wait to be delivered` : null],
    ['unread', agent.unread ? 'it finished something nobody looked at' : null],
    ['id', agent.id],
  ];
  const known = lines.filter((line): line is readonly [string, string] => line[1] !== null);
  const width = Math.max(...known.map(([title]) => title.length));
  return [
    `${look.paint('name', plainText(agent.name))} ${look.paint('muted', `#${agent.number}`)}`,
    ...known.map(([title, text]) => `  ${look.paint('muted', title.padEnd(width))}  ${text}`),
    '',
  ].join('\n');
}

function hooksText(hooks: LaunchFacts['hooks']): string {
  return hooks.type === 'off' ? `off: ${plainText(hooks.reason)}` : hooks.type;
}

/** The settings that hold for the agent's next start, with where each stands; empty when nothing is said. */
export function settingsText(settings: readonly ToldSetting[], look: TableLook): string {
  if (settings.length === 0) return '';
  const shown = settings.map(({ key, value, origin }) => ({
    said: `${key} = ${plainText(JSON.stringify(value))}`,
    origin: plainText(fromHome(origin, look.homeFolder)),
  }));
  const width = Math.max(...shown.map(({ said }) => textWidth(said)));
  const lines = shown.map(({ said, origin }) => {
    const blanks = ' '.repeat(Math.max(0, width - textWidth(said)));
    return `  ${said}${blanks}  ${look.paint('muted', origin)}`;
  });
  return ['', 'Settings, and where each was said:', ...lines, ''].join('\n');
}

function ageText(since: number, now: number): string {
  const age = ageLabel(since, now);
  return age === 'now' ? 'just now' : `${age} ago`;
}

function contextText({
  usedTokens,
  windowTokens,
  percentLeft,
}: NonNullable<Agent['context']>): string {
  return `${Math.round(percentLeft)}% left (${usedTokens} of ${windowTokens} tokens used)`;
}
