import { type Environment, type Places, userCodexHome } from '../../wire/places.ts';
import type { HostSurroundings } from '../host.ts';
import type { HostLog } from '../host-log.ts';
import { systemTimers } from '../timers.ts';
import { linkWatch } from './link-watch.ts';
import { keepLogin } from './login-keeping.ts';

/** What the host needs of logins. */
export function loginSurroundings(given: {
  readonly places: Places;
  readonly env: Environment;
  readonly homeFolder: string;
  readonly log: HostLog;
}): Pick<HostSurroundings, 'watchLinks' | 'keepLogin'> {
  const { places, env, homeFolder, log } = given;
  const userHome = userCodexHome(env, homeFolder);
  return {
    watchLinks: (options) =>
      linkWatch({
        ...options,
        userHome,
        timers: systemTimers,
        onProblem: (error) => log('link-unwatched', { error: String(error) }),
      }),
    keepLogin: (keep, { agent, name }) =>
      keepLogin(keep, { name, userHome, agentHome: `${places.agents}/${agent}/home` }),
  };
}
