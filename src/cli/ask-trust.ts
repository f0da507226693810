import { createInterface } from 'node:readline';
import type { InspectedFolder } from '../core/codex/trust.ts';
import { trustAnswers, trustMeaning, trustQuestion } from '../core/codex/trust-words.ts';
import type { AgentSettings } from '../core/settings/agent-settings.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import type { Surroundings } from './call.ts';
import type { Ask } from './host-access.ts';
import { done } from './outcome.ts';
import { isInspectedFolder } from './replies.ts';

/**
 * What goes with `new` as its consent: asks the user, once for each repository, whether codex may trust the
 * folder. Null where nobody has to be asked or nobody can be.
 */
export async function consentFor(
  ask: Ask,
  { cwd, settings }: { readonly cwd: string; readonly settings: AgentSettings },
  terminal: Terminal,
): Promise<'trust' | 'decline' | null> {
  if (settings.trust !== undefined || !isAskable(terminal)) return null;
  const inspected: InspectedFolder[] = [];
  await ask({ type: 'inspectFolder', cwd }, isInspectedFolder, (folder) => {
    inspected.push(folder);
    return done('');
  });
  const [folder] = inspected;
  const { decline } = trustAnswers;
  return folder ? trustAnswer(folder, terminal, { reason: '', decline: decline.help }) : null;
}

type Terminal = Pick<Surroundings, 'stdin' | 'stdout'>;

/** What somebody who was not asked yet answers; null where nobody has to be asked or nobody can be. */
export async function trustAnswer(
  folder: InspectedFolder,
  terminal: Terminal,
  words: { readonly reason: string; readonly decline: string },
): Promise<'trust' | 'decline' | null> {
  if (folder.trust !== 'unasked' || !isAskable(terminal)) return null;
  const asked = [words.reason, trustQuestion(folder), trustMeaning(folder)].join(' ').trim();
  const text = wrapText(asked, textColumns(terminal.stdout));
  const choices = [`  n  ${words.decline}`, `  y  ${trustAnswers.trust.help}`];
  terminal.stdout.write([...text, ...choices, 'Trust it? [y/N] '].join('\n'));
  return typedAnswer(terminal);
}

function isAskable({ stdin, stdout }: Terminal): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/** The end of the input is no answer. */
async function typedAnswer({ stdin, stdout }: Terminal): Promise<'trust' | 'decline' | null> {
  // Not as a terminal of its own: Ctrl+C then ends the command as it ends any other.
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    for await (const line of lines) {
      const answer = answerIn(line);
      if (answer !== null) return answer;
      stdout.write('Please answer y or n. Trust it? [y/N] ');
    }
    stdout.write('\n');
    return null;
  } finally {
    lines.close();
    // Or the process would go on waiting for keys.
    stdin.unref();
  }
}

/** Enter alone is a no. Null for what is neither: an answer is kept, so a slip must not become one. */
function answerIn(line: string): 'trust' | 'decline' | null {
  if (/^\s*y(?:es)?\s*$/i.test(line)) return 'trust';
  return /^\s*(?:no?)?\s*$/i.test(line) ? 'decline' : null;
}

/** Longer lines than that are hard to read. */
const longestLine = 100;

function textColumns({ columns }: Surroundings['stdout']): number {
  return Math.min(columns ?? longestLine, longestLine);
}
