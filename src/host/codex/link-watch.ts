import type { AgentId } from '../../core/agent/agent.ts';
import {
  type LinkHealth,
  linkNotice,
  signedInNotice,
  signedOutNotice,
  type UsersLogin,
} from '../../core/codex/link-health.ts';
import { type ChangeHints, changeHints } from '../../system/change-hints.ts';
import { linkHealthIn, usersLoginIn } from '../../system/login-files.ts';
import { isSystemError } from '../../system/system-error.ts';
import type { Timers } from '../timers.ts';
import { linkCredentials } from './linked-files.ts';

export type LinkWatch = {
  /** Looks after the link of an isolated agent from now on; `home` is its Codex home. */
  readonly follow: (agent: AgentId, home: string) => void;
  readonly forget: (agent: AgentId) => void;
  /** Resolves once changes are told. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type LinkWatchOptions = {
  /** The user's own Codex home. */
  readonly userHome: string;
  readonly timers: Timers;
  readonly nameOf: (agent: AgentId) => string;
  /** Names of the agents that stand at codex's sign-in now. */
  readonly atSignIn: () => readonly string[];
  readonly onNotice: (message: string) => void;
  readonly onProblem: (error: unknown) => void;
};

type Followed = {
  readonly home: string;
  readonly hints: ChangeHints;
  /** As it was seen last. */
  health: LinkHealth['type'] | null;
};

/** A logout and a login, or a file that is written in place, take less. */
const settleMs = 200;

/** Tells when logins come, go, or part from that of the user, while agents run. No credential is opened. */
export function linkWatch(options: LinkWatchOptions): LinkWatch {
  const { userHome, timers, nameOf } = options;
  const followed = new Map<AgentId, Followed>();
  let firstLook: Promise<unknown> = Promise.resolve();
  let usersHints: ChangeHints | null = null;
  let usersLogin: UsersLogin | null = null;
  let callOff: (() => void) | null = null;

  const lookAtUsers = async () => {
    const before = usersLogin;
    const now = await usersLoginIn(userHome);
    usersLogin = now;
    if (before === null || before === now) return;
    if (now === 'there') options.onNotice(signedInNotice(options.atSignIn()));
    else options.onNotice(signedOutNotice(now, `${userHome}/auth.json`));
  };
  const lookAtAgent = async (agent: AgentId) => {
    const one = followed.get(agent);
    if (!one) return;
    // A logout in its tile takes the link away, and the next login would leave a file of its own.
    await linkCredentials(userHome, one.home);
    const health = await linkHealthIn(userHome, one.home);
    const isNews = health.type !== one.health;
    one.health = health.type;
    if (!isNews || health.type === 'linked' || !followed.has(agent)) return;
    const notice = linkNotice(health, {
      name: nameOf(agent),
      agentsFile: `${one.home}/auth.json`,
      usersFile: `${userHome}/auth.json`,
      needsLogin: false,
    });
    if (notice !== null) options.onNotice(notice);
  };
  const look = async () => {
    callOff = null;
    await unlessFailed(lookAtUsers);
    for (const agent of followed.keys()) await unlessFailed(() => lookAtAgent(agent));
  };
  const unlessFailed = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      // A home may be on its way out; the next launch says what is wrong with it.
      if (!isSystemError(error)) throw error;
      options.onProblem(error);
    }
  };
  const lookSoon = (name: string | null) => {
    if (name !== null && name !== 'auth.json') return;
    callOff ??= timers.later(settleMs, () => void look());
  };
  const hintsAt = (path: string) =>
    changeHints(path, lookSoon, (reason) => options.onProblem(new Error(reason)));

  return {
    follow(agent, home) {
      // What stands there now was said at the launch: it is only read to tell from it what changes.
      if (usersHints === null) {
        usersHints = hintsAt(userHome);
        firstLook = unlessFailed(lookAtUsers);
      }
      if (followed.has(agent)) return;
      const one: Followed = { home, hints: hintsAt(home), health: null };
      followed.set(agent, one);
      const known = unlessFailed(async () => {
        one.health ??= (await linkHealthIn(userHome, home)).type;
      });
      firstLook = Promise.all([firstLook, known]);
    },
    forget(agent) {
      void followed.get(agent)?.hints.close();
      followed.delete(agent);
    },
    async ready() {
      await usersHints?.ready;
      await firstLook;
      for (const { hints } of followed.values()) await hints.ready;
    },
    async close() {
      callOff?.();
      await usersHints?.close();
      for (const { hints } of followed.values()) await hints.close();
    },
  };
}
