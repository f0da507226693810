import { dirname } from 'node:path';
import { groupsProblem } from '../core/fleet/fleet-plan.ts';
import { fleetText } from '../core/fleet/fleet-text.ts';
import { linesOf } from './agent-lines.ts';
import { fromHome } from './agent-table.ts';
import type { Call, Surroundings } from './call.ts';
import { fleetFile, newFleetFile, readFleetFile, writeFleetFile } from './fleet-on-disk.ts';
import { groupsOf } from './fleet-up.ts';
import { noHost, withHost } from './host-access.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { areDescriptions, isAgent, isRoster } from './replies.ts';

/** Stops what runs of a fleet. */
export async function lowerFleet(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const found = await fleetFile(call.arguments[0], surroundings);
  if ('problem' in found) return failed(found.problem);
  const groups = groupsOf(call);
  const print = (stopped: Parameters<typeof linesOf>[1]) =>
    done(
      call.options['json']
        ? jsonText(stopped)
        : linesOf('stopped', stopped) || 'no agent of it was running\n',
    );
  // A file that has mistakes by now keeps nobody from stopping.
  const fleet = await readFleetFile(found.file, surroundings.homeFolder);
  const described = 'problems' in fleet ? [] : fleet.agents;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'descriptions' }, areDescriptions, (present) => {
        const own = present.filter((agent) => agent.fleet === found.file);
        const problem = groupsProblem([...described, ...own], groups);
        if (problem !== null) return failed(`${found.file}: ${problem}`);
        const agents = own
          .filter(({ isLive, group }) => {
            const isMeant = groups === null || (group !== null && groups.includes(group));
            return isLive && isMeant;
          })
          .map(({ id }) => id);
        return agents.length === 0
          ? print([])
          : ask({ type: 'stop', agents }, isRoster, (stopped) => print(stopped));
      }),
    without: async () => {
      const problem = groupsProblem(described, groups);
      return problem === null ? print([]) : failed(`${found.file}: ${problem}`);
    },
  });
}

/** Writes what runs into a fleet file, whose agents they are from then on. */
export async function saveFleet(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const { workingFolder, homeFolder } = surroundings;
  const place = await newFleetFile(call.arguments[0], workingFolder);
  if ('problem' in place) return failed(place.problem);
  const { file } = place;
  if (place.isThere && !call.options['force']) {
    return failed(`${file} is there already. Name another, or write over it: --force.`);
  }
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'descriptions' }, areDescriptions, async (present) => {
        const running = present.filter(({ isLive, task }) => isLive && task === 'session');
        if (running.length === 0) return failed('No agent runs, so there is nothing to save.');
        const problem = await writeFleetFile(
          file,
          fleetText(running, { folder: dirname(file), homeFolder }),
        );
        if (problem !== null) return failed(problem);
        for (const { id, settings, group } of running) {
          const joined = await ask(
            { type: 'describe', agent: id, settings, group, fleet: file },
            isAgent,
            () => done(''),
          );
          if (joined.exitCode !== 0) return joined;
        }
        const names = running.map(({ name }) => name).join(', ');
        return done(`saved ${names} in ${fromHome(file, homeFolder)}\n`);
      }),
    without: noHost,
  });
}
