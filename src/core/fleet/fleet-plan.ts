import type { AgentId } from '../agent/agent.ts';
import { guess, listed } from '../agent/near-name.ts';
import type { AgentDescription } from '../host/host-describe.ts';
import type { AgentSettings } from '../settings/agent-settings.ts';
import type { AgentSettingName } from '../settings/agent-settings-table.ts';
import { fileKey } from '../settings/settings-rows.ts';
import { shownValue } from '../settings/settings-value.ts';
import type { FleetAgent } from './fleet-file.ts';

/** One thing that the file says otherwise than the agent was told. `applies`: at its next start, or never. */
export type FleetChange = {
  readonly text: string;
  readonly applies: 'at its next start' | 'never';
};

/** What `up` does about one agent. */
export type FleetStep =
  | { readonly type: 'start'; readonly name: string; readonly agent: FleetAgent }
  | {
      /** `resume`: it has ended. `keep`: it runs. */
      readonly type: 'resume' | 'keep';
      readonly name: string;
      readonly id: AgentId;
      readonly agent: FleetAgent;
      readonly changes: readonly FleetChange[];
      /** The file's, but for one that it is still to begin with. */
      readonly prompt: string | null;
    }
  /** Its name belongs to an agent that this file did not start. */
  | { readonly type: 'taken'; readonly name: string; readonly problem: string }
  /** The file started it once and does not describe it any more. */
  | { readonly type: 'left-over'; readonly name: string };

/** `file` is the fleet's, as descriptions name it; `groups` those that are meant, null for all. */
export type FleetScope = { readonly file: string; readonly groups: readonly string[] | null };

/** What is to be done so that what runs is what the file describes. Agents of other files are left alone. */
export function fleetPlan(
  agents: readonly FleetAgent[],
  present: readonly AgentDescription[],
  { file, groups }: FleetScope,
): readonly FleetStep[] {
  const isMeant = ({ group }: { readonly group: string | null }) =>
    groups === null || (group !== null && groups.includes(group));
  const steps = agents.filter(isMeant).map((agent) => stepFor(agent, present, file));
  const leftOver = present.filter(
    (one) => one.fleet === file && isMeant(one) && agents.every((agent) => agent.name !== one.name),
  );
  return [...steps, ...leftOver.map(({ name }) => ({ type: 'left-over', name }) as const)];
}

/** Null when the file has agents in each of the groups, else the sentence about the first that it has not. */
export function groupsProblem(
  agents: readonly Pick<FleetAgent, 'group'>[],
  groups: readonly string[] | null,
): string | null {
  const known = [...new Set(agents.flatMap(({ group }) => group ?? []))];
  const unknown = groups?.find((group) => !known.includes(group));
  if (unknown === undefined) return null;
  return known.length === 0
    ? `No agent in the file has a group, so there is no group "${unknown}".`
    : `There is no group "${unknown}"; the file has ${listed(known)}.${guess(known, unknown)}`;
}

function stepFor(agent: FleetAgent, present: readonly AgentDescription[], file: string): FleetStep {
  const { name } = agent;
  const found = present.find((one) => one.name === name);
  if (!found) return { type: 'start', name, agent };
  if (found.fleet !== file) {
    const from = found.fleet === null ? 'was started by hand' : `belongs to ${found.fleet}`;
    return {
      type: 'taken',
      name,
      problem: `another agent of that name ${from}. Rename one of the two: codex-grid rename ${name} NEW.`,
    };
  }
  const changes = [...changesFor(agent, found), ...lastingChanges(agent, found)];
  const { prompt = null } = agent.settings;
  return {
    type: found.isLive ? 'keep' : 'resume',
    name,
    id: found.id,
    agent,
    changes,
    prompt: prompt === found.firstPrompt ? null : prompt,
  };
}

/** Of its first start alone; they say nothing about the next. */
const firstStart: readonly AgentSettingName[] = ['prompt', 'home', 'worktree'];

function changesFor(
  { settings, group }: FleetAgent,
  found: AgentDescription,
): readonly FleetChange[] {
  const names = [...new Set([...Object.keys(found.settings), ...Object.keys(settings)])];
  const changed = (names as AgentSettingName[])
    .filter((name) => !firstStart.includes(name) && !isSame(found.settings[name], settings[name]))
    .map((name) => difference(fileKey(name), found.settings[name], settings[name]));
  return group === found.group ? changed : [...changed, difference('group', found.group, group)];
}

function difference(key: string, before: unknown, after: unknown): FleetChange {
  const told = (value: unknown) =>
    value === undefined || value === null ? 'nothing' : shownValue(value);
  return { text: `${key} was ${told(before)}, is ${told(after)}`, applies: 'at its next start' };
}

/** What an agent keeps for as long as it lives. */
function lastingChanges(
  { cwd, settings }: FleetAgent,
  { worktree, ...found }: AgentDescription,
): readonly FleetChange[] {
  const never = (text: string): FleetChange => ({ text, applies: 'never' });
  const now = worktree?.source ?? found.cwd;
  return [
    ...(cwd === now ? [] : [never(`cwd is ${cwd}, and it works in ${now}`)]),
    ...(settings.home === undefined || settings.home === found.home
      ? []
      : [never(`home is ${settings.home}, and it lives in ${found.home}`)]),
    ...(isWorktreeAsSaid(settings.worktree, worktree)
      ? []
      : [
          never(
            `worktree is ${shownValue(settings.worktree)}, and it works ${worktree === null ? 'in none' : `on ${worktree.branch}`}`,
          ),
        ]),
  ];
}

function isWorktreeAsSaid(
  said: AgentSettings['worktree'],
  worktree: AgentDescription['worktree'],
): boolean {
  if (said === undefined) return true;
  return typeof said === 'boolean' ? said === (worktree !== null) : said === worktree?.branch;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(inOrder(left)) === JSON.stringify(inOrder(right));
}

/** Tables say the same whatever the order of their keys. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

/** Whether nothing is to be done or said about it. */
export function isQuiet(step: FleetStep): boolean {
  return step.type === 'keep' && step.changes.length === 0;
}
