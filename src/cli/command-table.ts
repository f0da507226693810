import { type ArgumentRow, type CommandRow, isRequired } from './command-row.ts';
import { agentsCommands } from './command-rows-agents.ts';
import { asksCommands } from './command-rows-asks.ts';
import { diffCommands } from './command-rows-diff.ts';
import { findingCommands } from './command-rows-finding.ts';
import { fleetCommands } from './command-rows-fleet.ts';
import { homesCommands } from './command-rows-homes.ts';
import { lifeCommands } from './command-rows-life.ts';
import { loginCommands } from './command-rows-login.ts';
import { noticingCommands } from './command-rows-noticing.ts';
import { programCommands } from './command-rows-program.ts';
import { promptsCommands } from './command-rows-prompts.ts';
import { runsCommands } from './command-rows-runs.ts';
import { sessionsCommands } from './command-rows-sessions.ts';
import { transcriptsCommands } from './command-rows-transcripts.ts';
import { trustCommands } from './command-rows-trust.ts';
import { worktreesCommands } from './command-rows-worktrees.ts';

/** Every command, once. Help, the README's table and the parser are made from these rows, in this order. */
export const commands = {
  ...agentsCommands,
  ...promptsCommands,
  ...asksCommands,
  ...diffCommands,
  ...transcriptsCommands,
  ...findingCommands,
  ...lifeCommands,
  ...sessionsCommands,
  ...fleetCommands,
  ...worktreesCommands,
  ...homesCommands,
  ...noticingCommands,
  ...runsCommands,
  ...loginCommands,
  ...trustCommands,
  ...programCommands,
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as readonly CommandName[];

/** The one line of how to call it: `codex-grid new NAME [--cd DIR] ... [-- CODEX_ARGUMENT...]`. */
export function usageOf(row: CommandRow): string {
  const shown = row.options.map(({ flags, setting }) =>
    setting ? '[SETTING...]' : `[${flags.replace(/^(-\w), .*/, '$1')}]`,
  );
  const options = [...new Set(shown)];
  const [required, optional] = [
    row.arguments.filter(isRequired),
    row.arguments.filter((argument) => !isRequired(argument)),
  ];
  return [
    'codex-grid',
    ...row.words,
    ...required.slice(0, 1).map(argumentText),
    ...options,
    ...required.slice(1).map(argumentText),
    ...optional.map((argument) =>
      argument.name === 'CODEX_ARGUMENT' ? '[-- CODEX_ARGUMENT...]' : argumentText(argument),
    ),
  ].join(' ');
}

function argumentText({ name, count }: ArgumentRow): string {
  if (count === 'one') return name;
  if (count === 'one at most') return `[${name}]`;
  return count === 'any' ? `[${name}...]` : `${name}...`;
}
