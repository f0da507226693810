import { execFileSync, spawnSync } from 'node:child_process';
import { agentScript, type Contender, type Panes, setStage } from './grid-contender.ts';
import { type CountingTerminal, openCountingTerminal, outerSize } from './grid-terminal.ts';

export function hasTmux(): boolean {
  return spawnSync('tmux', ['-V']).status === 0;
}

/** tmux as it comes, on a server of its own. */
export function tmuxContender(): Contender {
  const stage = setStage();
  const socket = `codex-grid-bench-${process.pid}`;
  // Its sockets go where they are removed with the rest.
  const env = { ...stage.env, TMUX_TMPDIR: stage.folder };
  const ours = ['-L', socket, '-f', '/dev/null'];
  const tmux = (...words: readonly string[]) =>
    execFileSync('tmux', [...ours, ...words], { env, encoding: 'utf8', stdio: 'pipe' });
  const terminals: CountingTerminal[] = [];
  const openTerminal = (words: readonly string[]) => {
    const terminal = openCountingTerminal({
      file: 'tmux',
      arguments: [...ours, ...words],
      env,
    });
    terminals.push(terminal);
    return terminal;
  };
  return {
    async startPanes(panes) {
      const size = ['-d', '-x', `${outerSize.columns}`, '-y', `${outerSize.rows}`];
      tmux(...sessionWords(panes, size));
    },
    chrome: () => [],
    attach: () => openTerminal(['attach-session']),
    startAndAttach: (count) => openTerminal(sessionWords([{ part: 'idle', count }], [])),
    pids: () => [
      Number(tmux('display-message', '-p', '#{pid}')),
      ...terminals.map(({ pid }) => pid),
    ],
    async typeIntoFirst() {
      tmux('select-pane', '-t', ':.0');
    },
    openGate: stage.openGate,
    close() {
      for (const terminal of terminals) terminal.kill();
      // Fails when no server runs, and then there is nothing to end.
      spawnSync('tmux', [...ours, 'kill-server'], { env });
      stage.remove();
    },
  };
}

/** One command line for a session with all panes. */
function sessionWords(panes: Panes, options: readonly string[]): readonly string[] {
  const [first = 'idle', ...others] = panes.flatMap(({ part, count }) =>
    Array.from({ length: count }, () => part),
  );
  // Laid out anew for each pane, or there soon is no room for the next.
  const splits = others.flatMap((part) => [
    ';',
    'split-window',
    agentScript,
    part,
    ';',
    'select-layout',
    'tiled',
  ]);
  return ['new-session', ...options, agentScript, first, ...splits];
}
