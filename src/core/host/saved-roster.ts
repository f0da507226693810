import * as v from 'valibot';
import { type AgentId, endedWithHost, nameProblem, type SessionId } from '../agent/agent.ts';
import { noDigest } from '../digest/digest.ts';
import { endedLifecycle } from '../lifecycle/lifecycle.ts';
import { agentSettingsSchema } from '../settings/agent-settings.ts';
import { jsonValue } from '../text/json-value.ts';
import { agentTaskSchema } from './host-commands.ts';
import {
  type AgentRecord,
  type HostModel,
  isLive,
  newHostModel,
  type Removed,
} from './host-state.ts';
import { removedIn } from './host-undo.ts';
import { inPresentShape } from './saved-roster-1.ts';
import { savedWorktreeSchema, worktreeFromSaved } from './saved-worktree.ts';

/** Raised when an older host would misread a newer file. */
const savedVersion = 2;

const wordInPaths = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));
const absolutePath = v.pipe(v.string(), v.startsWith('/'));

const savedAgentSchema = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: wordInPaths,
  name: v.pipe(
    v.string(),
    v.check((name) => nameProblem(name) === null),
  ),
  cwd: absolutePath,
  home: v.string(),
  settings: agentSettingsSchema,
  task: agentTaskSchema,
  group: v.nullable(v.string()),
  fleet: v.nullable(absolutePath),
  worktree: v.nullable(savedWorktreeSchema),
  origin: v.nullable(v.object({ type: v.literal('fork'), id: wordInPaths, rollout: absolutePath })),
  muted: v.optional(v.boolean(), false),
  pinned: v.optional(v.boolean(), false),
  firstPrompt: v.optional(v.nullable(v.string()), null),
  firstWorktree: v.optional(
    v.nullable(v.object({ type: v.literal('new'), branch: v.nullable(v.string()) })),
    null,
  ),
  branch: v.nullable(v.string()),
  formerSessions: v.array(wordInPaths),
  sessionId: v.nullable(wordInPaths),
  rolloutPath: v.nullable(absolutePath),
  model: v.nullable(v.string()),
  exit: v.nullable(v.object({ code: v.number(), signal: v.nullable(v.string()) })),
  endedAt: v.nullable(v.number()),
  /** Why it is not running, where no exit says so. */
  reason: v.optional(v.nullable(v.string()), null),
});

const savedSchema = v.object({
  version: v.literal(savedVersion),
  agents: v.pipe(
    v.array(savedAgentSchema),
    v.check((agents) => isUnique(agents.map(({ id }) => id))),
    v.check((agents) => isUnique(agents.map(({ name }) => name))),
    v.check((agents) => isUnique(agents.map(({ number }) => number))),
  ),
  removed: v.optional(
    v.array(
      v.object({
        agent: savedAgentSchema,
        sessions: v.picklist(['keep', 'purge']),
        work: v.picklist(['keep', 'lose']),
      }),
    ),
    [],
  ),
});

type SavedAgent = v.InferOutput<typeof savedAgentSchema>;

/** What outlives the host, as JSON text: enough to list every agent and to resume it. */
export function savedRosterText(model: HostModel): string {
  const saved = {
    version: savedVersion,
    agents: model.agents.map(savedAgent),
    removed: unclearedIn(model).map(({ agent, sessions, work }) => ({
      agent: savedAgent(agent),
      sessions,
      work,
    })),
  };
  return `${JSON.stringify(saved, null, 1)}\n`;
}

/** Removed agents whose disk is not cleared yet: the next host does what this one may not come to. */
function unclearedIn({ undoable, clearing }: HostModel): readonly Removed[] {
  return [...clearing, ...removedIn(undoable)];
}

export function savedAgent(agent: AgentRecord): SavedAgent {
  const { lifecycle } = agent;
  const { process } = lifecycle.memory;
  return {
    number: agent.number,
    id: agent.id,
    name: agent.name,
    cwd: agent.cwd,
    home: agent.home,
    settings: agent.settings,
    task: agent.task,
    group: agent.group,
    fleet: agent.fleet,
    worktree: agent.worktree,
    origin: agent.origin,
    muted: agent.muted,
    pinned: agent.pinned,
    firstPrompt: agent.firstPrompt,
    firstWorktree: agent.firstWorktree,
    branch: agent.git?.branch ?? null,
    formerSessions: [...agent.formerSessions],
    sessionId: lifecycle.sessionId,
    rolloutPath: lifecycle.rolloutPath,
    model: lifecycle.model,
    exit: lifecycle.exit,
    endedAt: isLive(agent) ? null : lifecycle.since,
    reason: process.type === 'over' ? process.reason : null,
  };
}

/**
 * The model of a host that starts after another: every agent has ended, for a terminal does not outlive its
 * host. `problem` says what is wrong with the text; then the file is to be kept, not written over.
 */
export function modelFromSaved(
  text: string,
  now: number,
): HostModel | { readonly problem: string } {
  const parsed = v.safeParse(savedSchema, inPresentShape(jsonValue(text)));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue);
    return {
      problem: where === null ? 'it is not a saved roster' : `its "${where}" cannot be read`,
    };
  }
  const removed = parsed.output.removed.map(({ agent, sessions, work }, position) => ({
    agent: agentFromSaved(agent, now),
    position,
    sessions,
    work,
  }));
  return {
    ...newHostModel(now),
    agents: parsed.output.agents.map((saved) => agentFromSaved(saved, now)),
    undoable: removed.length === 0 ? [] : [{ what: { type: 'removed', removed }, until: now }],
  };
}

function agentFromSaved(saved: SavedAgent, now: number): AgentRecord {
  const { number, name, cwd, home, settings, task, group, fleet, worktree } = saved;
  const { muted, pinned, firstPrompt, firstWorktree, branch, rolloutPath, model, exit, endedAt } =
    saved;
  const sessionId = saved.sessionId as SessionId | null;
  return {
    number,
    id: saved.id as AgentId,
    name,
    cwd,
    home,
    settings,
    task,
    group,
    fleet,
    worktree: worktree && worktreeFromSaved(worktree),
    origin: saved.origin && { ...saved.origin, id: saved.origin.id as SessionId },
    firstPrompt,
    firstWorktree,
    git: branch === null ? null : { branch, changes: null, work: null },
    conflicts: [],
    digest: noDigest,
    muted,
    pinned,
    launch: null,
    formerSessions: saved.formerSessions as SessionId[],
    stopping: null,
    screen: null,
    typedAt: null,
    pressedAt: null,
    answering: null,
    interrupting: null,
    prompts: [],
    promptsWakeAt: null,
    lifecycle: endedLifecycle(
      { sessionId, rolloutPath, model, exit },
      { endedAt: endedAt ?? now, reason: endedAt === null ? endedWithHost : saved.reason },
    ),
  };
}

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
