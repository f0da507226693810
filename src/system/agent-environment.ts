import type { Environment } from '../wire/places.ts';

/** Marks of the terminal, the multiplexer or the Node program outside; an agent's terminal is ours. */
const outer = new Set([
  'CI',
  'COLUMNS',
  'LC_TERMINAL',
  'LC_TERMINAL_VERSION',
  'LINES',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_OPTIONS',
  'NODE_UNIQUE_ID',
  'NO_COLOR',
  // Not SSH_AUTH_SOCK and SSH_ASKPASS: the agent's git needs them.
  'SSH_CLIENT',
  'SSH_CONNECTION',
  'SSH_TTY',
  'STY',
  'TERMCAP',
  'TERM_FEATURES',
  'TERM_PROGRAM',
  'TERM_PROGRAM_VERSION',
  'TERM_SESSION_ID',
  'TMUX',
  'VTE_VERSION',
  'WINDOW',
  'WINDOWID',
  'WT_PROFILE_ID',
  'WT_SESSION',
  'ZELLIJ',
]);

const outerPrefixes = [
  'ALACRITTY_',
  'GHOSTTY_',
  'ITERM_',
  'KITTY_',
  'KONSOLE_',
  'TMUX_',
  'WEZTERM_',
  'ZELLIJ_',
];

/** The user's own settings; every other CODEX_* is a trace of a codex that started us, or ours. */
const codexSettings = new Set([
  'CODEX_ACCESS_TOKEN',
  'CODEX_API_KEY',
  'CODEX_CA_CERTIFICATE',
  'CODEX_GITHUB_PERSONAL_ACCESS_TOKEN',
  // Where `--oss` finds its local provider.
  'CODEX_OSS_BASE_URL',
  'CODEX_OSS_PORT',
]);

/**
 * What codex and the commands it runs see; `codexHome` null leaves codex to its own default. `own` is what the
 * agent's settings add: anything but the home, which has a setting of its own.
 */
export function agentEnvironment(
  env: Environment,
  codexHome: string | null,
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(([name]) => !isOuter(name));
  const added = Object.entries(own).filter(([name]) => name !== 'CODEX_HOME');
  return {
    ...usable(kept),
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ...usable(added),
    ...(codexHome === null ? {} : { CODEX_HOME: codexHome }),
  };
}

function usable(
  variables: readonly (readonly [string, string | undefined])[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.flatMap(([name, value]) =>
      value === undefined || `${name}${value}`.includes('\0') ? [] : [[name, value]],
    ),
  );
}

function isOuter(name: string): boolean {
  if (name.startsWith('CODEX_')) return !codexSettings.has(name);
  return outer.has(name) || outerPrefixes.some((prefix) => name.startsWith(prefix));
}
