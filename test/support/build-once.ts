import { execFileSync } from 'node:child_process';

/** End-to-end tests run the built program: they test what users get. */
export function setup(): void {
  execFileSync(process.execPath, ['build.ts'], { stdio: 'inherit' });
}
