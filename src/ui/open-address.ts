import { spawn } from 'node:child_process';
import type { Environment } from '../wire/places.ts';

/** What opens a web address, as the desktop knows it. */
function openerOf(environment: Environment, platform: NodeJS.Platform): string | null {
  if (environment['BROWSER']) return environment['BROWSER'];
  if (platform === 'darwin') return 'open';
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? 'xdg-open' : null;
}

/** In the user's browser, which goes on by itself; null once it has begun, else what to say. Never rejects. */
export function openAddress(
  address: string,
  {
    environment,
    platform,
  }: { readonly environment: Environment; readonly platform: NodeJS.Platform },
): Promise<string | null> {
  const opener = openerOf(environment, platform);
  const advice = 'Alt+click copies the address.';
  if (opener === null)
    return Promise.resolve(`There is no desktop here to open a browser. ${advice}`);
  return new Promise((resolve) => {
    const browser = spawn(opener, [address], { stdio: 'ignore', detached: true });
    browser.on('error', ({ message }) => resolve(`${opener} did not start: ${message}. ${advice}`));
    browser.on('spawn', () => {
      browser.unref();
      resolve(null);
    });
  });
}
