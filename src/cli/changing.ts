import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { type Agent, nameProblem } from '../core/agent.ts';
import { referredAgent } from '../core/agent-reference.ts';
import { errorText } from '../system/system-error.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost, withSavedAgents } from './host-access.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';

/** As `hostCommandSchemas.new` has it. */
const countLimit = 64;

export async function newAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [name = ''] = call.arguments;
  const { cd, prompt, count = '1', home, json } = call.options;
  const problem = nameProblem(name) ?? countProblem(count) ?? homeProblem(home ?? 'isolated');
  if (problem) return wrongUsage(problem);
  const cwd = resolve(surroundings.workingFolder, typeof cd === 'string' ? cd : '.');
  const unusable = folderProblem(cwd);
  if (unusable) return failed(unusable);
  return withHost(surroundings, {
    work: (ask) =>
      ask(
        {
          type: 'new',
          name,
          cwd,
          count: Number(count),
          settings: {
            ...(typeof prompt === 'string' && prompt !== '' ? { prompt } : {}),
            ...(call.codexArguments.length > 0 ? { args: [...call.codexArguments] } : {}),
            ...(home === undefined ? {} : { home: String(home) }),
          },
          session: { type: 'new' },
          consent: null,
          fleet: null,
          group: null,
          task: { type: 'session' },
        },
        isRoster,
        (agents) => done(json ? jsonText(agents) : linesOf('started', agents)),
      ),
    without: 'start',
  });
}

function countProblem(count: string | true): string | null {
  const number = Number(count);
  if (Number.isInteger(number) && number >= 1 && number <= countLimit) return null;
  return `--count takes a whole number from 1 to ${countLimit}, not "${count}".`;
}

function homeProblem(home: string | true): string | null {
  if (home === 'isolated' || home === 'shared' || isAbsolute(String(home))) return null;
  return `--home takes isolated, shared or a path that begins with /, not "${home}".`;
}

function folderProblem(folder: string): string | null {
  try {
    return statSync(folder).isDirectory()
      ? null
      : `${folder} is not a folder. Give the agent's folder with --cd DIR.`;
  } catch (error) {
    return `The folder ${folder} cannot be used: ${errorText(error)}. Make it, or give another with --cd DIR.`;
  }
}

export function typeKeys(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = '', ...keys] = call.arguments;
  const literal = call.options['literal'] === true;
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'keys', agent, keys, literal }, isNothing, () => done('')),
    without: noHost,
  });
}

export async function stopAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const all = call.options['all'] === true;
  if (all === call.arguments.length > 0) {
    return wrongUsage(
      'Say which agents to stop: codex-grid stop NAME..., or codex-grid stop --all.',
    );
  }
  const agents = all ? 'all' : [...call.arguments];
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'stop', agents }, isRoster, (stopped) =>
        done(stopped.length > 0 ? linesOf('stopped', stopped) : 'no agent was running\n'),
      ),
    without: () => (all ? Promise.resolve(done('no agent was running\n')) : noHost()),
  });
}

export function resumeAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = ''] = call.arguments;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'resume', agents: [agent], session: 'own' }, isRoster, (resumed) =>
        done(linesOf('resumed', resumed)),
      ),
    without: 'start',
  });
}

export function removeAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  const remove = (without: Parameters<typeof withHost>[1]['without']) =>
    withHost(surroundings, {
      work: (ask) =>
        ask(
          { type: 'remove', agents: [reference], sessions: 'keep', work: 'keep' },
          isRoster,
          (removed) => done(linesOf('removed', removed)),
        ),
      without,
    });
  // Only the host writes the saved list; it is started for that when the list has the agent.
  return remove(async (places) => {
    const found = await withSavedAgents(places, surroundings, (agents) => {
      const agent = referredAgent(agents, reference);
      return 'problem' in agent ? wrongUsage(agent.problem) : done('');
    });
    return found.exitCode === 0 ? remove('start') : found;
  });
}

function isNothing(value: unknown): value is null {
  return value === null;
}

function linesOf(verb: string, agents: readonly Agent[]): string {
  return agents.map(({ name, number }) => `${verb} ${name} (${number})\n`).join('');
}
