import { findPlaces } from '../client/places-on-disk.ts';
import { counted } from '../core/git/worktree-work.ts';
import { deleteAgentFolder } from '../system/agent-folder.ts';
import type { Places } from '../wire/places.ts';
import { askYes, canAsk } from './ask-yes.ts';
import type { Call, Surroundings } from './call.ts';
import { sizeText } from './home-size.ts';
import { type LeftHome, leftHomes } from './left-homes.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { paintFor } from './paint.ts';
import { type TextColumn, textTable } from './text-table.ts';

const nothing = 'no home is left of a removed agent\n';

export async function listHomes(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHomes(surroundings, async (_places, homes) => {
    if (call.options['json']) return done(jsonText(homes));
    if (homes.length === 0) return done(nothing);
    return done(
      `${tableOf(homes, surroundings)}\n${totalText(homes)}. To bring a session back: codex-grid adopt SESSION. To delete homes: codex-grid homes prune\n`,
    );
  });
}

/** Deletes what removed agents have left, or some of it, after showing it. */
export async function pruneHomes(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHomes(surroundings, async (places, homes) => {
    const unknown = call.arguments.find((id) => homes.every((home) => home.id !== id));
    if (unknown !== undefined) {
      return failed(
        `No removed agent has left a home "${unknown}". codex-grid homes lists those that are left.`,
      );
    }
    const meant =
      call.arguments.length === 0 ? homes : homes.filter(({ id }) => call.arguments.includes(id));
    if (meant.length === 0) return done(nothing);
    const shown = `To be deleted for good, ${totalText(meant)}:\n${tableOf(meant, surroundings)}`;
    if (call.options['yes']) return deleted(places, meant, shown);
    if (!canAsk(surroundings)) {
      return { ...failed('Nothing was deleted: say --yes to delete them.'), text: shown };
    }
    surroundings.stdout.write(shown);
    const isMeant = await askYes(surroundings, 'Delete these sessions?');
    return isMeant ? deleted(places, meant, '') : done('nothing was deleted\n');
  });
}

async function withHomes(
  surroundings: Surroundings,
  work: (places: Places, homes: readonly LeftHome[]) => Promise<Outcome>,
): Promise<Outcome> {
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const homes = await leftHomes(places, surroundings);
  return 'problem' in homes ? failed(homes.problem) : work(places, homes);
}

async function deleted(
  places: Places,
  homes: readonly LeftHome[],
  shown: string,
): Promise<Outcome> {
  const results = await Promise.all(
    homes.map(({ id }) => deleteAgentFolder(`${places.agents}/${id}`)),
  );
  const problems = results.filter((problem) => problem !== null);
  const text = `${shown}${counted(homes.length - problems.length, 'home')} deleted\n`;
  return problems.length === 0 ? done(text) : { ...failed(problems.join('\n')), text };
}

/** E.g. `2 homes with 3 sessions, 12 MB`. */
export function totalText(homes: readonly LeftHome[]): string {
  const sessions = homes.reduce((sum, home) => sum + home.sessions, 0);
  const bytes = homes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return `${counted(homes.length, 'home')} with ${counted(sessions, 'session')}, ${sizeText(bytes)}`;
}

const columns: readonly TextColumn<LeftHome>[] = [
  { title: 'HOME', text: ({ id }) => id },
  { title: 'SIZE', text: ({ sizeBytes }) => sizeText(sizeBytes) },
  { title: 'SESSIONS', text: ({ sessions }) => `${sessions}` },
  { title: 'NEWEST', text: ({ newest }) => newest?.startedAt.replace('T', ' ') ?? '-' },
  { title: 'SESSION', text: ({ newest }) => newest?.session ?? '-' },
  { title: 'FIRST PROMPT', text: ({ newest }) => newest?.prompt ?? '' },
];

function tableOf(homes: readonly LeftHome[], { stdout, env }: Surroundings): string {
  return textTable(homes, columns, paintFor(stdout, env));
}
