import type { ProgramSettings } from '../settings/agent-settings.ts';
import type { Asking } from './hook-trust.ts';

/** How the config wants approvals to be asked for; null is by codex's dialogs alone. */
export function askingIn({ approvals }: ProgramSettings, slotsFolder: string): Asking | null {
  const { via, waitSeconds } = approvals;
  return via === 'hook' ? { slotsFolder, waitSeconds } : null;
}
