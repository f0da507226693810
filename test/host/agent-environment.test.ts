import { expect, it } from 'vitest';
import { agentEnvironment } from '../../src/system/agent-environment.ts';

const terminal = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };

it('[LA12] an agent sees our terminal, its home, and the rest of what the user set', () => {
  const user = { PATH: '/bin', LANG: 'C', SSH_AUTH_SOCK: '/s', EMPTY: '', CODEX_API_KEY: 'k' };
  const env = { ...user, TERM: 'tmux-256color', COLORTERM: 'no', CODEX_HOME: '/home/ann/.codex' };
  expect(agentEnvironment(env, '/home/a1')).toEqual({
    ...user,
    ...terminal,
    CODEX_HOME: '/home/a1',
  });
  expect(agentEnvironment(env, null)).toEqual({ ...user, ...terminal });
});

it('[LA13] no trace of the terminal outside, its multiplexer, or a codex around us gets in', () => {
  const names = `TMUX TMUX_PANE STY WINDOW WINDOWID ZELLIJ ZELLIJ_PANE_ID TERMCAP TERM_PROGRAM
    TERM_PROGRAM_VERSION KITTY_WINDOW_ID WEZTERM_PANE GHOSTTY_BIN_DIR ITERM_SESSION_ID VTE_VERSION
    WT_SESSION SSH_TTY SSH_CONNECTION SSH_CLIENT COLUMNS LINES CI NO_COLOR NODE_OPTIONS NODE_CHANNEL_FD
    CODEX_SANDBOX CODEX_THREAD_ID CODEX_GRID_STATE_DIR CODEX_MANAGED_PACKAGE_ROOT`.split(/\s+/);
  expect(agentEnvironment(Object.fromEntries(names.map((name) => [name, 'x'])), null)).toEqual(
    terminal,
  );
});

it('[LA14] what has no value, or one that would be cut at a NUL, never gets in', () => {
  expect(agentEnvironment({ A: undefined, B: 'x\0y', 'C\0D': 'z' }, null)).toEqual(terminal);
});
