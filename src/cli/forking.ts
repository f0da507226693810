import { resolve } from 'node:path';
import { findPlaces } from '../client/places-on-disk.ts';
import { nameProblem } from '../core/agent/agent.ts';
import { freeName, nextName } from '../core/agent/free-name.ts';
import type { HostCommand } from '../core/host/host-commands.ts';
import { userCodexHome } from '../wire/places.ts';
import { linesOf } from './agent-lines.ts';
import { consentFor } from './ask-trust.ts';
import type { Call, Surroundings } from './call.ts';
import { type Ask, withHost } from './host-access.ts';
import { folderProblem } from './new-agents.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster, isShown } from './replies.ts';
import { findSession } from './session-search.ts';
import { settingsOf } from './setting-flags.ts';

type NewCommand = Extract<HostCommand, { type: 'new' }>;

/** A new agent that goes on from where another one's conversation stands; that one never hears of it. */
export async function forkAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = '', name] = call.arguments;
  const said = whatIsSaid(call, surroundings);
  if ('exitCode' in said) return said;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'show', agent: reference }, isShown, ({ agent: original }) =>
        ask({ type: 'list' }, isRoster, (roster) =>
          start(
            ask,
            {
              ...said.command,
              name: name ?? nextName(original.name, roster),
              cwd: said.cwd ?? original.cwd,
              session: { type: 'fork', agent: original.id },
            },
            { call, surroundings },
          ),
        ),
      ),
    without: 'start',
  });
}

const sayFolder = 'Say where it goes on with --cd DIR.';

/** A new agent on a session of the user's own. */
export async function adoptSession(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [wanted = '', name] = call.arguments;
  const said = whatIsSaid(call, surroundings);
  if ('exitCode' in said) return said;
  const { env, homeFolder, workingFolder } = surroundings;
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const userHome = resolve(workingFolder, userCodexHome(env, homeFolder));
  const session = await findSession(wanted, { userHome, agents: places.agents }, workingFolder);
  if ('problem' in session) return failed(session.problem);
  const cwd = said.cwd ?? session.cwd;
  if (cwd === null) {
    return failed(`Session ${session.id} does not say where it worked. ${sayFolder}`);
  }
  if (said.cwd === null && folderProblem(cwd) !== null) {
    return failed(
      `The folder of session ${session.id}, ${cwd}, is not there any more. ${sayFolder}`,
    );
  }
  const { id, rollout } = session;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'list' }, isRoster, (roster) =>
        start(
          ask,
          {
            ...said.command,
            name: name ?? freeName(cwd.split('/').at(-1) ?? '', roster),
            cwd,
            session: { type: 'adopt', id, rollout },
          },
          { call, surroundings },
        ),
      ),
    without: 'start',
  });
}

/** What was typed beside the names. `cwd` is null when no folder was given. */
type Said = {
  readonly cwd: string | null;
  readonly command: Omit<NewCommand, 'name' | 'cwd' | 'session'>;
};

function whatIsSaid(call: Call, surroundings: Surroundings): Said | Outcome {
  const [, name, stray] = call.arguments;
  const problem = name === undefined ? null : nameProblem(name);
  if (problem !== null) return wrongUsage(problem);
  if (stray !== undefined) return wrongUsage(`"${stray}" has no place here: say at most one name.`);
  const settings = settingsOf(call, surroundings);
  if ('problem' in settings) return wrongUsage(settings.problem);
  const { cd } = call.options;
  const cwd = typeof cd === 'string' ? resolve(surroundings.workingFolder, cd) : null;
  const unusable = cwd === null ? null : folderProblem(cwd);
  if (unusable !== null) return failed(unusable);
  return {
    cwd,
    command: {
      type: 'new',
      count: 1,
      settings,
      consent: null,
      fleet: null,
      group: null,
      task: { type: 'session' },
    },
  };
}

async function start(
  ask: Ask,
  command: NewCommand,
  { call, surroundings }: { readonly call: Call; readonly surroundings: Surroundings },
): Promise<Outcome> {
  const verb = command.session.type === 'fork' ? 'forked' : 'adopted';
  const consent = await consentFor(ask, command, surroundings);
  return ask({ ...command, consent }, isRoster, (agents) =>
    done(call.options['json'] ? jsonText(agents) : linesOf(verb, agents)),
  );
}
