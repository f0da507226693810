import { readFileSync } from 'node:fs';
import { shellQuoted } from '../../src/core/text/shell-quote.ts';
import { isRunning, pidIn } from '../../src/system/process-identity.ts';
import { isErrorCode } from '../../src/system/system-error.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { agentScript, type Contender, setStage } from './grid-contender.ts';
import { type CountingTerminal, openCountingTerminal } from './grid-terminal.ts';

/** The built codex-grid: a host and a screen. */
export function ourContender(): Contender {
  const stage = setStage();
  const stateFolder = `${stage.folder}/state`;
  const env = {
    ...stage.env,
    CODEX_GRID_STATE_DIR: stateFolder,
    CODEX_GRID_CODEX: agentScript,
  };
  const terminals: CountingTerminal[] = [];
  const openTerminal = (file: string, words: readonly string[]) => {
    const terminal = openCountingTerminal({ file, arguments: words, env });
    terminals.push(terminal);
    return terminal;
  };
  const command = async (...words: readonly string[]) => {
    const { exitCode, stderr } = await runProgram(words, { env, cwd: stage.folder });
    if (exitCode !== 0) throw new Error(`codex-grid ${words.join(' ')} failed: ${stderr}`);
  };
  const hostPid = () => runningPid(`${stateFolder}/host.lock`);
  return {
    async startPanes(panes) {
      for (const { part, count } of panes) {
        if (count > 0) await command('new', part, '--count', `${count}`, '--prompt', part);
      }
    },
    chrome: (part, count) => Array.from({ length: count }, (_, pane) => `${part}-${pane + 1}`),
    attach: () => openTerminal(process.execPath, [programFile]),
    startAndAttach(count) {
      const program = [process.execPath, programFile].map(shellQuoted).join(' ');
      const line = `${program} new idle --count ${count} --prompt idle >/dev/null && exec ${program}`;
      return openTerminal('/bin/sh', ['-c', line]);
    },
    pids: () => [hostPid() ?? [], terminals.map(({ pid }) => pid)].flat(),
    async typeIntoFirst(terminal) {
      const typing = terminal.arrival(['TYPE'], 5_000);
      terminal.type('\r');
      await typing;
    },
    openGate: stage.openGate,
    close() {
      for (const terminal of terminals) terminal.kill();
      // Leads a group of its own; its agents hang up with it.
      const pid = hostPid();
      if (pid !== null) process.kill(-pid, 'SIGKILL');
      stage.remove();
    },
  };
}

/** Who holds a lock file; null when nobody does. */
function runningPid(lock: string): number | null {
  try {
    const identity = readFileSync(lock, 'utf8');
    return isRunning(identity) ? pidIn(identity) : null;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}
