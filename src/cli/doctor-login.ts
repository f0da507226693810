import { join } from 'node:path';
import { boundInCodex } from '../core/codex/codex-keymap.ts';
import { linkNotice } from '../core/codex/link-health.ts';
import { loginStore, needsLogin } from '../core/codex/sign-in.ts';
import type { AgentRecord } from '../core/host/host-state.ts';
import { configIn, type ReadTable } from '../system/codex-config.ts';
import { linkHealthIn, usersLoginIn } from '../system/login-files.ts';
import type { Places } from '../wire/places.ts';
import { type Check, note, ok, problem } from './doctor-check.ts';

/** The user's own config of codex, which every agent's is made from. */
export function codexConfig(codexHome: string): Promise<ReadTable> {
  return configIn(join(codexHome, 'config.toml'));
}

export function codexConfigCheck(
  config: ReadTable,
  { codexHome, leaveKeys }: { readonly codexHome: string; readonly leaveKeys: readonly string[] },
): Check {
  if ('problem' in config) return problem('codex-config', config.problem, null);
  const file = join(codexHome, 'config.toml');
  const [bound] = config.table === null ? [] : boundInCodex(config.table, leaveKeys);
  if (bound) {
    return note(
      'codex-config',
      `${bound.at} in ${file} is ${bound.key}, which never reaches codex in the grid: it ends typing`,
      'Bind another there, or end typing otherwise: keys.leave in the config of codex-grid.',
    );
  }
  return ok('codex-config', config.table === null ? `${file} does not exist` : file);
}

/** Looks at what is there, never into it: that is nobody's business but codex's. */
export async function loginCheck(codexHome: string, config: ReadTable): Promise<Check> {
  const file = join(codexHome, 'auth.json');
  const login = await usersLoginIn(codexHome);
  if (login === 'there') return ok('login', file);
  const table = ('table' in config && config.table) || {};
  if (!needsLogin(table, [])) return ok('login', 'none, and the configured provider asks for none');
  const store = loginStore(table);
  if (login === 'missing' && store !== 'file') {
    return note(
      'login',
      `none in ${file}: your config keeps it elsewhere (${store}), where isolated agents do not find it`,
      'Sign in once for all agents with codex-grid login, or start them with --home shared.',
    );
  }
  const what = {
    missing: 'there is none',
    'half-written': 'it is empty, as a write that broke off leaves it',
    unreadable: 'it cannot be read',
  }[login];
  return note(
    'login',
    `${file}: ${what}, so agents start at codex's sign-in`,
    'Sign in once for all of them with: codex-grid login',
  );
}

/** Whether each agent with a home of its own finds the user's login. */
export async function linksCheck(
  agents: readonly Pick<AgentRecord, 'id' | 'name' | 'home'>[],
  { places, codexHome }: { readonly places: Places; readonly codexHome: string },
): Promise<Check> {
  const isolated = agents.filter(({ home }) => home === 'isolated');
  const notices = await Promise.all(
    isolated.map(async ({ id, name }) => {
      const agentHome = join(places.agents, id, 'home');
      return linkNotice(await linkHealthIn(codexHome, agentHome), {
        name,
        agentsFile: join(agentHome, 'auth.json'),
        usersFile: join(codexHome, 'auth.json'),
        needsLogin: false,
      });
    }),
  );
  const told = notices.filter((notice) => notice !== null);
  return told.length === 0
    ? ok('links', agentsText(isolated.length, 'with a home of its own', 'with homes of their own'))
    : note('links', told.join(' '), null);
}

function agentsText(count: number, one: string, many: string): string {
  if (count === 0) return 'no agent has a home of its own yet';
  return count === 1
    ? `1 agent ${one} finds your login`
    : `${count} agents ${many} find your login`;
}
