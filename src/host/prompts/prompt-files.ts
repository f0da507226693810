import { rename } from 'node:fs/promises';
import type { AgentId } from '../../core/agent/agent.ts';
import type { AgentRecord } from '../../core/host/host-state.ts';
import { promptsFromSaved } from '../../core/prompts/saved-prompts.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isSystemError } from '../../system/system-error.ts';
import { type Environment, type Places, userCodexHome } from '../../wire/places.ts';
import { textIfAny, writeWhole } from '../whole-file.ts';
import type { PromptFiles } from './prompt-effects.ts';
import { countTaken } from './prompt-search.ts';

const fileName = 'prompts.json';

/** A file per agent, beside its home: prompts may be secrets, and the folder is its user's alone. */
export function promptFiles(given: {
  readonly places: Pick<Places, 'agents'>;
  readonly env: Environment;
  readonly homeFolder: string;
  /** A sentence; once until the file can be written again. */
  readonly onProblem: (message: string) => void;
}): PromptFiles {
  const { places, env, homeFolder, onProblem } = given;
  const newest = new Map<AgentId, string>();
  const writers = new Map<AgentId, () => Promise<void>>();
  let hasFailed = false;

  const write = async (agent: AgentId) => {
    const folder = `${places.agents}/${agent}`;
    try {
      makeFolder(folder);
      await writeWhole(`${folder}/${fileName}`, newest.get(agent) ?? '');
      hasFailed = false;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (!hasFailed) {
        onProblem(
          `The prompts on their way could not be saved to ${folder} (${error.message}). They go on; should the host end now, it would not know them. Make room or make the folder writable.`,
        );
      }
      hasFailed = true;
    }
  };

  return {
    save(agent, text) {
      newest.set(agent, text);
      const writer = writers.get(agent) ?? onceAtATime(() => write(agent));
      writers.set(agent, writer);
      return writer();
    },
    find: (search) =>
      countTaken(search, {
        codexHome:
          search.home === 'isolated'
            ? `${places.agents}/${search.agent}/home`
            : search.home === 'shared'
              ? userCodexHome(env, homeFolder)
              : search.home,
      }),
  };
}

/** The agents with what a host before this one kept of their prompts. A file that cannot be read is set aside. */
export async function withSavedPrompts(
  agents: readonly AgentRecord[],
  agentsFolder: string,
  { now, onNotice }: { readonly now: number; readonly onNotice: (message: string) => void },
): Promise<readonly AgentRecord[]> {
  const read = async (agent: AgentRecord): Promise<AgentRecord> => {
    const path = `${agentsFolder}/${agent.id}/${fileName}`;
    const prompts = await savedPrompts(path, now);
    if (prompts === null) return agent;
    if ('problem' in prompts) {
      onNotice(
        `The prompts that waited for ${agent.name} cannot be read (${prompts.problem}), so none of them is sent. They are kept as ${path}.damaged.`,
      );
      return agent;
    }
    const due = prompts.some(({ stage }) => stage.type === 'missed') ? now : null;
    return { ...agent, prompts, promptsWakeAt: due };
  };
  return Promise.all(agents.map(read));
}

async function savedPrompts(path: string, now: number) {
  try {
    const text = await textIfAny(path);
    if (text === null) return null;
    const prompts = promptsFromSaved(text, now);
    if ('problem' in prompts) await rename(path, `${path}.damaged`);
    return prompts;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { problem: error.message };
  }
}
