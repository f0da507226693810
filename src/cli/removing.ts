import { findPlaces } from '../client/places-on-disk.ts';
import type { Agent } from '../core/agent/agent.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { undoMs } from '../core/host/host-undo.ts';
import type { Places } from '../wire/places.ts';
import { linesOf } from './agent-lines.ts';
import { fromHome } from './agent-table.ts';
import { askYes, canAsk } from './ask-yes.ts';
import type { Call, Surroundings } from './call.ts';
import { measureHome, sizeText } from './home-size.ts';
import { type Ask, withHost, withSavedAgents } from './host-access.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { isRoster } from './replies.ts';
import { selectedOf, withSelected } from './selecting.ts';

/** Takes agents off the roster. What goes with them is said before, what stays of them after. */
export async function removeAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const remove = (without: Parameters<typeof withHost>[1]['without']) =>
    withHost(surroundings, {
      work: (ask) =>
        withSelected(ask, {
          words: call.arguments,
          surroundings,
          whenNone: (sentence) => done(`${sentence}\n`),
          work: ({ agents }) => removeOf(agents, { ask, call, surroundings, places }),
        }),
      without,
    });
  // Only the host writes the saved list; it is started for that when the list has the agents.
  return remove(async () => {
    const found = await withSavedAgents(places, surroundings, (agents) => {
      const selected = selectedOf(agents.map(rosterEntry), call.arguments, surroundings);
      return 'exitCode' in selected ? selected : done('');
    });
    return found.exitCode === 0 ? remove('start') : found;
  });
}

type Removal = {
  readonly ask: Ask;
  readonly call: Call;
  readonly surroundings: Surroundings;
  readonly places: Places;
};

async function removeOf(agents: readonly Agent[], removal: Removal): Promise<Outcome> {
  const { ask, call, surroundings } = removal;
  const { purge, force, yes } = call.options;
  if (purge && !yes) {
    const lines = await Promise.all(agents.map((agent) => purgeLine(agent, removal)));
    const shown = `To be deleted:\n${lines.join('')}`;
    if (!canAsk(surroundings)) {
      return { ...failed('Nothing was removed: say --yes to delete them.'), text: shown };
    }
    surroundings.stdout.write(shown);
    if (!(await askYes(surroundings, 'Delete these sessions?')))
      return done('nothing was removed\n');
  }
  return ask(
    {
      type: 'remove',
      agents: agents.map(({ name }) => name),
      sessions: purge ? 'purge' : 'keep',
      work: force ? 'lose' : 'keep',
    },
    isRoster,
    (removed) =>
      done(`${linesOf('removed', removed)}${purge ? purgedText : keptText(removed, removal)}`),
  );
}

async function purgeLine({ name, id }: Agent, { places, surroundings }: Removal): Promise<string> {
  const home = homeOf(places, id);
  const { sessions, sizeBytes } = await measureHome(home);
  const count = `${sessions} session${sessions === 1 ? '' : 's'}`;
  return `  ${name}  ${count}, ${sizeText(sizeBytes)} in ${fromHome(home, surroundings.homeFolder)}\n`;
}

const undoSeconds = undoMs / 1000;

const purgedText = `Their sessions are deleted in ${undoSeconds} seconds, unless you undo it: codex-grid undo\n`;

/** Where what stays is, and how it comes back. */
function keptText(removed: readonly Agent[], { places, surroundings }: Removal): string {
  const undone = `To undo it within ${undoSeconds} seconds: codex-grid undo\n`;
  const kept = removed.flatMap(({ id, name, sessionId, home }) =>
    sessionId === null
      ? []
      : [
          `The session of ${name} stays in ${home === 'isolated' ? fromHome(homeOf(places, id), surroundings.homeFolder) : `the Codex home it was in (${home})`}; to bring it back: codex-grid adopt ${sessionId}\n`,
        ],
  );
  return [...kept, undone].join('');
}

function homeOf(places: Places, id: string): string {
  return `${places.agents}/${id}/home`;
}
