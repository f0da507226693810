import type { LaunchRequest } from '../host/launch-request.ts';
import { firstPromptArgument } from '../prompts/prompt-text.ts';

/** What one version of codex understands, read from its own help. */
export type CodexAbilities = {
  readonly noDaemon: boolean;
  /** Options that take a value, with their dashes, e.g. `-m`, `--model`. */
  readonly valueOptions: ReadonlySet<string>;
};

/** From the text of `codex --help`. */
export function abilitiesIn(help: string): CodexAbilities {
  const options = [...help.matchAll(/^ +(?:(-\w), )?(--[\w-]+)(?:[ =](<[^>]+>))?/gm)].map(
    ([, short, long = '', value]) => ({ names: short ? [short, long] : [long], value }),
  );
  return {
    noDaemon: options.some(({ names }) => names.includes('--no-daemon')),
    valueOptions: new Set(options.flatMap(({ names, value }) => (value ? names : []))),
  };
}

/**
 * The whole argument list for a session of codex. `hooks` are the arguments of `hookArguments`, `settings`
 * those of `settingsFlags`. Codex's last `-c` of a key wins, so the user's own come after ours.
 */
export function codexArguments(
  request: LaunchRequest,
  options: {
    readonly abilities: CodexAbilities;
    readonly hooks: readonly string[];
    readonly settings: readonly string[];
  },
): readonly string[] {
  const { session } = request;
  const { profile } = request.settings;
  const ours = [
    ...(needsNoDaemon(request, options.abilities) ? ['--no-daemon'] : []),
    '-c',
    'check_for_update_on_startup=false',
    ...options.hooks,
    ...options.settings,
    ...(profile === undefined ? [] : ['-p', profile]),
  ];
  // After `--` a prompt is never taken for an option, a subcommand or one more value of `-i`.
  const text = request.prompt === null ? '' : firstPromptArgument(request.prompt);
  const prompt = text === '' ? [] : ['--', text];
  const words = request.settings.args ?? [];
  if (session.type === 'new') return [...ours, ...words, ...prompt];
  const again = optionsIn(words, options.abilities);
  const subcommand = session.type === 'fork' ? 'fork' : 'resume';
  // Without it codex asks where to go on, when the session was last somewhere else.
  const folder = again.some((word) => /^(-C|--cd)/.test(word)) ? [] : ['-C', request.cwd];
  return [subcommand, ...ours, ...folder, ...again, '--', session.id, ...prompt.slice(1)];
}

/** Codex accepts it once, and never with a server of the user's choice. */
function needsNoDaemon(request: LaunchRequest, abilities: CodexAbilities): boolean {
  const chosen = (request.settings.args ?? []).map((word) => word.replace(/=.*/s, ''));
  return abilities.noDaemon && !chosen.includes('--no-daemon') && !chosen.includes('--remote');
}

const sessionPickers = new Set(['--last', '--all', '--include-non-interactive', '-i', '--image']);

/**
 * Only the options among a user's arguments: a resumed session must not be given its first prompt or images
 * again, nor be told to pick another session.
 */
function optionsIn(words: readonly string[], abilities: CodexAbilities): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (!word.startsWith('-')) continue;
    const value = abilities.valueOptions.has(word) ? words.slice(at + 1, at + 2) : [];
    at += value.length;
    if (!sessionPickers.has(word.replace(/=.*/s, ''))) kept.push(word, ...value);
  }
  return kept;
}
