import { join } from 'node:path';
import type { Worktree } from '../../core/agent/agent.ts';
import { hasWork, workList, workText } from '../../core/git/worktree-work.ts';
import type { PreparedFacts } from '../../core/host/host-events.ts';
import type { LaunchRequest, WorktreeRequest } from '../../core/host/launch-request.ts';
import type { ProgramSettings } from '../../core/settings/agent-settings.ts';
import { agentEnvironment } from '../../system/agent-environment.ts';
import { type Git, withoutGitVariables } from '../../system/git.ts';
import { removeWorktree } from '../../system/worktree-removal.ts';
import { inspectWork, isThere } from '../../system/worktree-work.ts';
import type { Environment } from '../../wire/places.ts';
import type { Program } from '../terminal/agent-terminals.ts';
import { turns } from '../witnesses/turns.ts';
import { type MadeWorktree, makeWorktree } from './worktree-making.ts';
import { keptWorktree } from './worktree-remaking.ts';

/** Where an agent is to work, made ready as far as that takes no terminal. */
export type PreparedPlace =
  | {
      readonly ok: true;
      /** With the folder to work in. */
      readonly request: LaunchRequest;
      readonly facts: PreparedFacts;
      readonly setup: WorktreeSetup | null;
      readonly notices: readonly string[];
      /** Removes what was made, should codex not start. */
      readonly takeBack: () => Promise<void>;
    }
  | { readonly ok: false; readonly problem: string };

/** The user's command that makes a new worktree fit to work in. */
export type WorktreeSetup = {
  readonly command: string;
  readonly program: Program;
  /** True from when it has succeeded. */
  readonly facts: PreparedFacts;
};

export type Worktrees = {
  readonly prepare: (
    request: LaunchRequest,
    settings: ProgramSettings['worktree'],
    /** Before a worktree is made: what is to be kept of it, should that be broken off. */
    onPlanned: (facts: PreparedFacts) => void,
  ) => Promise<PreparedPlace>;
  /** Null when all work in them is elsewhere too, else what would be lost with them, and how to lose it. */
  readonly workProblem: (worktrees: readonly Worktree[]) => Promise<string | null>;
  /** Null when it is removed, else the sentence that says why not. */
  readonly remove: (worktree: Worktree, work: 'keep' | 'lose') => Promise<string | null>;
};

export type WorktreesOptions = {
  readonly git: Git;
  readonly env: Environment;
  /** Where worktrees are kept unless the settings say otherwise. */
  readonly folder: string;
};

/** The worktrees of agents: making, setting up, looking for work in them, removing. */
export function worktrees(options: WorktreesOptions): Worktrees {
  const { git } = options;
  const inTurn = turns();
  return {
    async prepare(request, settings, onPlanned) {
      const { worktree } = request;
      if (worktree === null) {
        return {
          ok: true,
          request,
          facts: {},
          setup: null,
          notices: [],
          takeBack: async () => undefined,
        };
      }
      const made =
        worktree.type === 'own'
          ? await keptWorktree(git, worktree.worktree, request)
          : await inTurn(request.cwd, () =>
              newWorktree(options, { request, worktree, settings, onPlanned }),
            );
      if (!made.ok) return made;
      const place = preparedPlace(options, { request, worktree, made, settings });
      return { ...place, notices: [...place.notices, ...(await submodulesNotice(made, settings))] };
    },
    async workProblem(given) {
      const problems = await Promise.all(given.map((worktree) => problemOf(git, worktree)));
      const found = problems.filter((problem) => problem !== null);
      return found.length === 0 ? null : found.join('\n');
    },
    remove: (worktree, work) => removeWorktree(git, worktree, work),
  };
}

function newWorktree(
  { git, folder }: WorktreesOptions,
  given: {
    readonly request: LaunchRequest;
    readonly worktree: Extract<WorktreeRequest, { type: 'new' }>;
    readonly settings: ProgramSettings['worktree'];
    readonly onPlanned: (facts: PreparedFacts) => void;
  },
): Promise<MadeWorktree> {
  const { name, cwd, session, prompt } = given.request;
  const { branch } = given.worktree;
  const wanted = {
    name,
    cwd,
    branch,
    root: given.settings.folder ?? folder,
    indexFolder: folder,
  };
  return makeWorktree(git, wanted, (planned) =>
    given.onPlanned({
      cwd: planned.cwd,
      worktree: { ...planned.worktree, unstarted: { session, prompt } },
    }),
  );
}

function preparedPlace(
  { git, env }: WorktreesOptions,
  given: {
    readonly request: LaunchRequest;
    readonly worktree: WorktreeRequest;
    readonly made: Extract<MadeWorktree, { ok: true }>;
    readonly settings: ProgramSettings['worktree'];
  },
): Extract<PreparedPlace, { ok: true }> {
  const { request, made, settings } = given;
  const { cwd, worktree: place, isFresh } = made;
  const { session, prompt, name } = request;
  const wasReady = given.worktree.type === 'own' && given.worktree.worktree.unstarted === null;
  const command = isFresh || !wasReady ? settings.setup : null;
  const ready: Worktree = { ...place, unstarted: null };
  const setup =
    command === null
      ? null
      : {
          command,
          program: setupProgram({ command, name, cwd, worktree: ready, env }),
          facts: { worktree: ready },
        };
  return {
    ok: true,
    request: { ...request, cwd },
    facts: { cwd, worktree: setup ? { ...place, unstarted: { session, prompt } } : ready },
    setup,
    notices: made.notices,
    async takeBack() {
      if (given.worktree.type === 'new') await removeWorktree(git, ready, 'keep');
    },
  };
}

/** Git leaves them empty in a new worktree, and codex would find half of a program. */
async function submodulesNotice(
  { isFresh, worktree }: Extract<MadeWorktree, { ok: true }>,
  { setup }: ProgramSettings['worktree'],
): Promise<readonly string[]> {
  if (!isFresh || setup?.includes('submodule')) return [];
  if (!(await isThere(join(worktree.folder, '.gitmodules')))) return [];
  return [
    `The submodules of ${worktree.repository} are empty in a new worktree. To fill them, set worktree.setup to: git submodule update --init`,
  ];
}

function setupProgram(given: {
  readonly command: string;
  readonly name: string;
  readonly cwd: string;
  readonly worktree: Worktree;
  readonly env: Environment;
}): Program {
  const { command, name, cwd, worktree } = given;
  return {
    file: '/bin/sh',
    arguments: ['-c', command],
    cwd,
    env: {
      ...withoutGitVariables(agentEnvironment(given.env, null)),
      CODEX_GRID_NAME: name,
      CODEX_GRID_SOURCE: worktree.source,
      CODEX_GRID_WORKTREE: worktree.folder,
    },
  };
}

async function problemOf(git: Git, worktree: Worktree): Promise<string | null> {
  const work = await inspectWork(git, worktree);
  if ('problem' in work) {
    return `Whether work would be lost with the worktree ${worktree.folder} is not known: ${work.problem}.`;
  }
  if (!hasWork(work)) return null;
  return `The worktree ${worktree.folder} (${worktree.branch}) holds ${workText(work)}:\n${workList(work)}`;
}
