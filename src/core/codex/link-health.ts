/** What stands where a login is kept; its contents are never looked at. */
export type LoginFile =
  | { readonly type: 'missing' }
  | { readonly type: 'file'; readonly sizeBytes: number; readonly isReadable: boolean }
  /** A link that leads to the user's own file, or anywhere else. */
  | { readonly type: 'link'; readonly leadsTo: 'users' | 'elsewhere' }
  | { readonly type: 'other' };

/** How an isolated agent comes by its login. */
export type LinkHealth =
  /** There is nothing, or a link elsewhere: the link is to be made. */
  | { readonly type: 'unlinked' }
  | { readonly type: 'linked'; readonly login: UsersLogin }
  /** A login in its tile has left a file of its own; which one to keep is for the user to say. */
  | { readonly type: 'own'; readonly users: UsersLogin }
  | { readonly type: 'obstructed' };

export type UsersLogin = 'there' | 'missing' | 'half-written' | 'unreadable';

/** The shortest login that codex writes is longer than this, and it renames a whole file into place. */
const smallestLoginBytes = 2;

export function linkHealth(files: {
  readonly agents: LoginFile;
  /** Where the user's own is kept, links followed. */
  readonly users: LoginFile;
}): LinkHealth {
  const { agents, users } = files;
  switch (agents.type) {
    case 'missing':
      return { type: 'unlinked' };
    case 'link':
      return agents.leadsTo === 'users'
        ? { type: 'linked', login: usersLogin(users) }
        : { type: 'unlinked' };
    case 'file':
      return { type: 'own', users: usersLogin(users) };
    case 'other':
      return { type: 'obstructed' };
    default:
      return agents satisfies never;
  }
}

export function usersLogin(file: LoginFile): UsersLogin {
  if (file.type !== 'file') return file.type === 'other' ? 'unreadable' : 'missing';
  if (!file.isReadable) return 'unreadable';
  return file.sizeBytes < smallestLoginBytes ? 'half-written' : 'there';
}

/** The sentence for the person at the screen; null where nothing needs to be said. */
export function linkNotice(
  health: LinkHealth,
  about: {
    readonly name: string;
    readonly agentsFile: string;
    readonly usersFile: string;
    /** Whether its codex asks for a login at all. */
    readonly needsLogin: boolean;
  },
): string | null {
  const { name, agentsFile, usersFile, needsLogin } = about;
  switch (health.type) {
    case 'unlinked':
      return null;
    case 'obstructed':
      return `${agentsFile} is no file, so ${name} cannot use your login. Remove it, then resume ${name}.`;
    case 'own':
      return ownNotice(health.users, name, usersFile);
    case 'linked':
      return needsLogin ? loginNotice(health.login, name, usersFile) : null;
    default:
      return health satisfies never;
  }
}

function ownNotice(users: UsersLogin, name: string, usersFile: string): string {
  const take = `To make it yours, for all agents: codex-grid login ${name} --keep agent.`;
  return users === 'missing'
    ? `${name} has a login of its own, and there is none in ${usersFile}. ${take}`
    : `${name} has a login of its own beside the one in ${usersFile}, and uses it until you say which to keep. To use yours again: codex-grid login ${name} --keep mine. ${take}`;
}

function loginNotice(login: UsersLogin, name: string, usersFile: string): string | null {
  switch (login) {
    case 'there':
      return null;
    case 'missing':
      // Without the name: of many that start at once it is said once.
      return 'You are not signed in to Codex, so agents show its sign-in. Sign in there, or for all agents with codex-grid login.';
    case 'half-written':
      return `The login in ${usersFile} is empty, as a write that broke off leaves it. Sign in again with codex-grid login.`;
    case 'unreadable':
      return `The login in ${usersFile} cannot be read. Give yourself the right to read it, then resume ${name}.`;
    default:
      return login satisfies never;
  }
}

/** For somebody whose login codex keeps where only their own home finds it. */
export function keyringNotice(name: string, store: 'keyring' | 'auto' | 'ephemeral'): string {
  const where =
    store === 'ephemeral'
      ? 'in memory alone'
      : "in the system's keyring, under your own Codex home";
  return `Your config has codex keep its login ${where}, where ${name} cannot find it. Sign in once for all agents with codex-grid login, which keeps a second login in a file, or start agents with --home shared.`;
}

/** The login that agents share has gone, or cannot be used any more, while some run. */
export function signedOutNotice(login: Exclude<UsersLogin, 'there'>, usersFile: string): string {
  const what = {
    missing: 'is gone',
    'half-written': 'is empty',
    unreadable: 'cannot be read',
  }[login];
  return `The login in ${usersFile} ${what}. Agents go on until they have to renew theirs. Sign in again with codex-grid login.`;
}

/** The login has come back: codex's own sign-in does not notice. `waiting` are the agents that stand at it. */
export function signedInNotice(waiting: readonly string[]): string {
  if (waiting.length === 0) return 'You are signed in to Codex.';
  const names = waiting.join(', ');
  const [stand, them] = waiting.length === 1 ? ['stands', 'it'] : ['stand', 'them'];
  return `You are signed in to Codex. ${names} still ${stand} at the sign-in: stop ${them} with x and resume with e.`;
}
