import { text as textOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { findPlaces } from '../client/places-on-disk.ts';
import type { Agent } from '../core/agent/agent.ts';
import { freeName } from '../core/agent/free-name.ts';
import { apiKeyPrompt } from '../core/codex/codex-command.ts';
import type { Call, Surroundings } from './call.ts';
import { type Ask, replyOf, withHost } from './host-access.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster, isScreenText, isSentence, isShown } from './replies.ts';

/** Signs in to Codex in a tile, or settles which of two logins an agent goes on with. */
export async function login(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [name = null] = call.arguments;
  const { keep, deviceAuth, withApiKey } = call.options;
  const flags = [
    ...(deviceAuth === true ? ['--device-auth'] : []),
    ...(withApiKey === true ? ['--with-api-key'] : []),
  ];
  if (keep !== undefined) return keepLogin(name, { keep, flags }, surroundings);
  if (flags.length > 1) {
    return wrongUsage('Say one of --device-auth and --with-api-key: each is a way to sign in.');
  }
  const key = withApiKey === true ? await apiKeyFrom(surroundings.stdin) : null;
  if (key !== null && 'problem' in key) return wrongUsage(key.problem);
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  return withHost(surroundings, {
    work: async (ask) => {
      const roster = await replyOf(ask, { type: 'list' }, isRoster);
      if ('exitCode' in roster) return roster;
      const home = await homeOf(ask, name, places.agents);
      if ('exitCode' in home) return home;
      const started = await replyOf(
        ask,
        {
          type: 'new',
          name: freeName('login', roster.value),
          cwd: surroundings.homeFolder,
          count: 1,
          settings: { home: home.value },
          session: { type: 'new' },
          consent: null,
          fleet: null,
          group: null,
          task: { type: 'command', words: ['login', ...flags] },
        },
        isRoster,
      );
      if ('exitCode' in started) return started;
      const [agent] = started.value;
      if (!agent) throw new Error('the host started no agent');
      if (key !== null) return signedIn(ask, agent, key.key);
      return withApiKey === true ? done(typeKeyIn(agent)) : toldHow(ask, agent);
    },
    without: 'start',
  });
}

function keepLogin(
  agent: string | null,
  { keep, flags }: { readonly keep: Call['options'][string]; readonly flags: readonly string[] },
  surroundings: Surroundings,
): Promise<Outcome> | Outcome {
  if (keep !== 'mine' && keep !== 'agent') {
    return wrongUsage(`--keep takes mine or agent, not "${keep}".`);
  }
  if (agent === null || flags.length > 0) {
    return wrongUsage('Say whose two logins it is about: codex-grid login NAME --keep mine.');
  }
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'keepLogin', agent, keep }, isSentence, (text) => done(`${text}\n`)),
    without: 'start',
  });
}

/** Null when a person is to type it into the tile. */
async function apiKeyFrom(
  stdin: Surroundings['stdin'],
): Promise<{ readonly key: string } | { readonly problem: string } | null> {
  if (stdin.isTTY) return null;
  const key = (await textOf(stdin)).trim();
  // What a terminal would take for something else than a part of the key.
  return /^[\x21-\x7e]+$/.test(key)
    ? { key }
    : { problem: 'No API key came from stdin, or one with blanks. Pipe one line into it.' };
}

/** As a setting: `shared`, or a path. */
async function homeOf(
  ask: Ask,
  reference: string | null,
  agentsFolder: string,
): Promise<{ readonly value: string } | Outcome> {
  if (reference === null) return { value: 'shared' };
  const shown = await replyOf(ask, { type: 'show', agent: reference }, isShown);
  if ('exitCode' in shown) return shown;
  const { home, id } = shown.value.agent;
  return { value: home === 'isolated' ? `${agentsFolder}/${id}/home` : home };
}

const lookEveryMs = 100;
/** Codex has shown its address long before. */
const longestWaitMs = 15_000;

function typeKeyIn({ name, number }: Agent): string {
  return `The tile ${name} (${number}) takes the API key: open it with codex-grid and type the key there.\n`;
}

/** The tile shows more, such as the code that another device is to be given. */
async function toldHow(ask: Ask, { name, number, id }: Agent): Promise<Outcome> {
  const where = `codex login runs in the tile ${name} (${number}): open it with codex-grid, or see codex-grid screen ${name}.\n`;
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += lookEveryMs) {
    const links = await replyOf(ask, { type: 'links', agent: id }, isLinks);
    const link = 'value' in links ? links.value.findLast(isSignIn) : undefined;
    if (link !== undefined) return done(`${where}Or open in a browser:\n${link}\n`);
    const end = await endOf(ask, { name, id });
    if (end !== null) return end;
    await wait(lookEveryMs);
  }
  return done(where);
}

/** The first address that codex login prints is that of its own server. */
function isSignIn(link: string): boolean {
  return !/^http:\/\/(localhost|127\.0\.0\.1)/.test(link);
}

async function signedIn(ask: Ask, agent: Agent, key: string): Promise<Outcome> {
  const { id } = agent;
  let isTyped = false;
  for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += lookEveryMs) {
    const end = await endOf(ask, agent);
    if (end !== null) return end;
    const screen = await replyOf(ask, { type: 'screen', agent: id, styled: false }, isScreenText);
    const asks =
      'value' in screen && screen.value.lines.some((line) => line.startsWith(apiKeyPrompt));
    if (asks && !isTyped) {
      isTyped = true;
      const typed = await replyOf(
        ask,
        { type: 'keys', agent: id, keys: [`${key}\n`], literal: true },
        (reply): reply is null => reply === null,
      );
      if ('exitCode' in typed) return typed;
    }
    await wait(lookEveryMs);
  }
  return failed(
    `codex login has not come to an end. Look at it: codex-grid screen ${agent.name}, or stop it: codex-grid stop ${agent.name}.`,
  );
}

/** Null while it runs. A command that has done its work is not in the roster any more. */
async function endOf(ask: Ask, { name, id }: Pick<Agent, 'name' | 'id'>): Promise<Outcome | null> {
  const roster = await replyOf(ask, { type: 'list' }, isRoster);
  if ('exitCode' in roster) return roster;
  const agent = roster.value.find((one) => one.id === id);
  if (!agent) return done(`signed in\n${waitingLines(roster.value)}`);
  if (agent.state !== 'ended') return null;
  const screen = await replyOf(ask, { type: 'screen', agent: id, styled: false }, isScreenText);
  const said = 'value' in screen ? screen.value.lines.join('\n').trim() : '';
  return failed(
    `codex login failed (${agent.detail ?? 'ended'}): ${said}\nTry again: codex-grid resume ${name}, or remove it: codex-grid rm ${name}.`,
  );
}

/** Codex's own sign-in does not notice that somebody has signed in elsewhere. */
function waitingLines(roster: readonly Agent[]): string {
  return roster
    .filter(({ state, detail }) => state === 'dialog' && detail === 'sign-in')
    .map(
      ({ name }) =>
        `${name} still stands at the sign-in: codex-grid stop ${name} && codex-grid resume ${name}\n`,
    )
    .join('');
}

function isLinks(reply: unknown): reply is readonly string[] {
  return Array.isArray(reply);
}
