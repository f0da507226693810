/**
 * Codex takes an API key from a stdin that is no terminal. Here it is typed into one, with the echo off, and
 * reaches codex through a pipe: never a command line, never the screen.
 */
const keyThroughPipe = `stty -echo
printf 'API key: '
IFS= read -r key
stty echo
printf '\\n'
printf %s "$key" | "$@"`;

/** Where codex keeps a login that agents are to find: not in a keyring, which is of one home alone. */
const inFile = ['-c', 'cli_auth_credentials_store="file"'];

export type CommandLine = { readonly file: string; readonly arguments: readonly string[] };

/** How a subcommand of codex runs in a tile. `codex` is the binary. */
export function codexCommand(codex: string, words: readonly string[]): CommandLine {
  const [subcommand, ...rest] = words;
  if (subcommand !== 'login') return { file: codex, arguments: words };
  const login = [subcommand, ...inFile, ...rest];
  return rest.includes('--with-api-key')
    ? { file: '/bin/sh', arguments: ['-c', keyThroughPipe, 'sh', codex, ...login] }
    : { file: codex, arguments: login };
}

/** What stands on the screen once a key can be typed unseen. */
export const apiKeyPrompt = 'API key:';
