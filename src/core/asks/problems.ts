import type { AskingAgent } from './standing-ask.ts';

/** Why nothing can be answered while the screen shows no request that is known. */
export function notShownYet({ screen, launch }: AskingAgent): string {
  if (screen?.facts.open) return `${what(screen.facts.open.kind)} stands before it in the agent`;
  return launch?.codexVersion == null
    ? 'which codex this is, and so what its screen shows, is not known'
    : 'the screen does not show it yet';
}

function what(kind: string): string {
  return kind === 'view' ? 'another view' : `a ${kind}`;
}
