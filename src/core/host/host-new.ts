import { type AgentId, nameProblem } from '../agent/agent.ts';
import { noDigest } from '../digest/digest.ts';
import { sharedBranch } from '../git/worktree.ts';
import { type Lifecycle, newLifecycle } from '../lifecycle/lifecycle-memory.ts';
import { firstPromptProblem } from '../prompts/prompt-text.ts';
import { type AgentSettings, effectiveSettings } from '../settings/agent-settings.ts';
import { agentLayers, layersProblem } from '../settings/settings-resolve.ts';
import { type Answer, refused, replied, withPending } from './host-answers.ts';
import { beginningOf } from './host-begin.ts';
import type { Refusal } from './host-commands.ts';
import { pendingStart, startEffects, startProblem } from './host-starts.ts';
import { type AgentRecord, freeNumbers, type HostModel, isLive } from './host-state.ts';
import type { NewWorktree, SessionStart } from './launch-request.ts';

/** Starts one agent, or `count` of them. */
export const startNew: Answer<'new'> = (model, asked, context) => {
  const problem = startProblem(model);
  if (problem !== null) return refused(model, context, 'failed', problem);
  const begun = beginningOf(model, asked);
  if ('problem' in begun) return refused(model, context, 'failed', begun.problem);
  const { command, session } = begun;
  const { count, name } = command;
  const defaults = model.settings.ok ? model.settings.defaults : {};
  const { prompt, worktree, home } = effectiveSettings(defaults, command.settings);
  const firstPrompt = (session.type === 'new' ? prompt : command.settings.prompt) ?? null;
  const unfit =
    layersProblem(agentLayers(model.settings, command)) ??
    sharedBranch(worktree, count) ??
    firstPromptProblem(firstPrompt ?? '');
  if (unfit !== null) return refused(model, context, 'failed', unfit);
  const names =
    count === 1 ? [name] : Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);
  const refusal = namesRefusal(model, names);
  if (refusal) return replied(model, context, { ok: false, error: refusal });
  const numbers = freeNumbers(model, count);
  const { prompt: _, worktree: __, home: ___, ...own } = command.settings;
  // A command of codex's works on nothing in the folder.
  const isCommand = command.task.type === 'command';
  const firstWorktree = isCommand ? null : newWorktree(worktree);
  const agents = names.map(
    (each, at): AgentRecord => ({
      number: numbers[at] ?? at + 1,
      id: (count === 1 ? context.newId : `${context.newId}-${at + 1}`) as AgentId,
      name: each,
      cwd: command.cwd,
      home: home ?? 'isolated',
      settings: own,
      task: command.task,
      group: command.group,
      fleet: command.fleet,
      origin: session.type === 'fork' ? session : null,
      firstPrompt,
      worktree: begun.worktree,
      firstWorktree,
      git: null,
      conflicts: [],
      digest: noDigest,
      muted: false,
      pinned: false,
      launch: null,
      formerSessions: [],
      lifecycle: withSession(newLifecycle(context.now), session),
      stopping: null,
      screen: null,
      typedAt: null,
      pressedAt: null,
      answering: null,
      interrupting: null,
      prompts: [],
      promptsWakeAt: null,
    }),
  );
  const started = { ...model, agents: [...model.agents, ...agents] };
  const start = {
    session,
    prompt: firstPrompt,
    worktree: firstWorktree,
    // Said for this agent it is an answer to keep; as a default for all it is none about this folder.
    consent: asked.settings.trust === true ? 'trust' : command.consent,
  } as const;
  return {
    model: withPending(started, pendingStart(agents, context, 'new')),
    effects: agents.flatMap((agent) => startEffects(started, agent, start)),
  };
};

/** An adopted session is known before its process says so; a fork gets one of its own. */
function withSession(lifecycle: Lifecycle, session: SessionStart): Lifecycle {
  return session.type === 'adopt' ? { ...lifecycle, sessionId: session.id } : lifecycle;
}

function newWorktree(worktree: AgentSettings['worktree']): NewWorktree | null {
  if (worktree === undefined || worktree === false) return null;
  return { type: 'new', branch: worktree === true || worktree === '' ? null : worktree };
}

function namesRefusal(model: HostModel, names: readonly string[]): Refusal | null {
  for (const name of names) {
    const message = nameProblem(name);
    if (message) return { code: 'usage', message };
    const taken = nameTaken(model, name);
    if (taken) return { code: 'failed', message: taken };
  }
  return null;
}

/** Null when the name is free, else the sentence that says who has it. */
export function nameTaken(model: HostModel, name: string): string | null {
  const other = model.agents.find((agent) => agent.name === name);
  if (!other) return null;
  const wayOut = isLive(other)
    ? 'Choose another name.'
    : `Choose another name, or bring it back: codex-grid resume ${name}.`;
  return `An agent named "${name}" exists already (${other.number}, ${other.lifecycle.name}). ${wayOut}`;
}
