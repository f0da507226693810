import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isGroupName, nameProblem } from '../core/agent/agent.ts';
import { sharedBranch } from '../core/git/worktree.ts';
import { errorText } from '../system/system-error.ts';
import { linesOf } from './agent-lines.ts';
import { consentFor } from './ask-trust.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost } from './host-access.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';
import { settingsOf } from './setting-flags.ts';

/** As `hostCommandSchemas.new` has it. */
const countLimit = 64;

export async function newAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [name = ''] = call.arguments;
  const { cd, count = '1', group, json } = call.options;
  const problem = nameProblem(name) ?? countProblem(count) ?? groupProblem(group);
  if (problem) return wrongUsage(problem);
  const settings = settingsOf(call, surroundings);
  if ('problem' in settings) return wrongUsage(settings.problem);
  const shared = sharedBranch(settings.worktree, Number(count));
  if (shared !== null) return wrongUsage(shared);
  const cwd = resolve(surroundings.workingFolder, typeof cd === 'string' ? cd : '.');
  const unusable = folderProblem(cwd);
  if (unusable) return failed(unusable);
  return withHost(surroundings, {
    work: async (ask) => {
      const consent = await consentFor(ask, { cwd, settings }, surroundings);
      return ask(
        {
          type: 'new',
          name,
          cwd,
          count: Number(count),
          settings,
          session: { type: 'new' },
          consent,
          fleet: null,
          group: typeof group === 'string' ? group : null,
          task: { type: 'session' },
        },
        isRoster,
        (agents) => done(json ? jsonText(agents) : linesOf('started', agents)),
      );
    },
    without: 'start',
  });
}

function countProblem(count: Call['options'][string]): string | null {
  const number = Number(count);
  const isWhole = typeof count === 'string' && /^\d+$/.test(count);
  if (isWhole && number >= 1 && number <= countLimit) return null;
  return `--count takes a whole number from 1 to ${countLimit}, not "${count}".`;
}

function groupProblem(group: Call['options'][string] | undefined): string | null {
  if (typeof group !== 'string' || isGroupName(group)) return null;
  return `"${group}" cannot name a group: use 1 to 40 letters, digits, dots, dashes or underscores, a letter or digit first.`;
}

/** Null when an agent can work there, else the sentence that says why not. */
export function folderProblem(
  folder: string,
  another = 'give another with --cd DIR',
): string | null {
  try {
    return statSync(folder).isDirectory() ? null : `${folder} is not a folder; ${another}.`;
  } catch (error) {
    return `The folder ${folder} cannot be used: ${errorText(error)}. Make it, or ${another}.`;
  }
}
