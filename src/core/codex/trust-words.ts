import { shellQuoted } from '../text/shell-quote.ts';
import type { Consent, InspectedFolder, Standing } from './trust.ts';

/** The question whether codex may trust a folder, as the screen and the command ask it. */
export function trustQuestion(folder: InspectedFolder): string {
  return `May codex trust ${folder.trustRoot ?? folder.cwd}?`;
}

/** What a yes comes to; behind the question. */
export function trustMeaning({ repository, hasConfig, hooks }: InspectedFolder): string {
  const whose = repository === null ? "the folder's" : "the repository's";
  const own = [
    ...(hasConfig ? ['a config'] : []),
    ...(hooks > 0 ? [hooks === 1 ? '1 hook' : `${hooks} hooks`] : []),
  ].join(' and ');
  const has = own === '' ? 'It has none now.' : `It has ${own} of its own.`;
  return `A yes lets ${whose} own config and hooks load, which can run programs without asking; codex still shows you each new hook. ${has}`;
}

/** Of a launch in a folder that codex is not to trust; `root` is what an answer would hold for. */
export function untrustedNotice({ root, trust }: Standing): string {
  const isTrusted = trust === 'declined' ? 'is not to be trusted' : 'is not trusted yet';
  const command = `codex-grid trust add ${shellQuoted(root ?? '')}`;
  return `${root} ${isTrusted}: codex asks in the agent's tile, and works there after a yes. For all agents: ${command}`;
}

export const trustAnswers = {
  decline: { word: 'No', help: "codex's own question then waits in the agent's tile" },
  trust: { word: 'Trust', help: 'you know what is in it; kept for the next agents, too' },
} as const;

/** What has become of an answer. `root` is the folder it holds for. */
export function consentKept(
  root: string,
  decision: Consent['decision'] | 'forget' | 'nothing',
): string {
  switch (decision) {
    case 'trust':
      return `${root} is trusted from the next start of an agent on.`;
    case 'decline':
      return `${root} is not trusted; codex asks in the agent's tile.`;
    case 'forget':
      return `The answer about ${root} is forgotten; you are asked again.`;
    case 'nothing':
      return `There is no answer about ${root} to forget; nothing has changed.`;
    default:
      return decision satisfies never;
  }
}

/** One consent as a line of `codex-grid trust list`. */
export function consentLine({ folder, decision }: Consent): string {
  return `${decision === 'trust' ? 'trusted ' : 'declined'}  ${folder}`;
}
