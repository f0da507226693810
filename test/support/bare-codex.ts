import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { codexConfig } from '../../src/demo/codex-config.ts';
import type { ModelRequest, ModelScript } from '../../src/demo/model-script.ts';
import { type ModelServer, startModelServer } from '../../src/demo/model-server.ts';
import { type OuterTerminal, openOuterTerminal } from './outer-terminal.ts';
import { realCodex } from './real-codex.ts';
import { scratchFolder } from './scratch-folder.ts';

export type BareCodex = {
  readonly terminal: OuterTerminal;
  readonly server: ModelServer;
  /** A git repository that codex trusts. */
  readonly project: string;
  /** Every request that came, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** Types a prompt as a person does and sends it. */
  readonly prompt: (text: string) => Promise<void>;
};

/** The real codex in a terminal of its own, on a model that plays the script; at its composer when this resolves. */
export async function openBareCodex(script: ModelScript): Promise<BareCodex> {
  const folder = scratchFolder();
  const home = `${folder}/home`;
  const project = `${folder}/project`;
  mkdirSync(home);
  mkdirSync(project);
  execFileSync('git', ['init', '-q', project]);
  const requests: ModelRequest[] = [];
  const server = await startModelServer({ script, onRequest: (request) => requests.push(request) });
  writeFileSync(
    `${home}/config.toml`,
    codexConfig({ modelUrl: server.url, trustedFolders: [project] }),
  );
  const terminal = openOuterTerminal({
    file: await realCodex(),
    arguments: ['--no-daemon', '-C', project],
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CODEX_HOME: home,
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
    },
  });
  onTestFinished(async () => {
    await terminal.close();
    await server.close();
  });
  await terminal.waitFor('the composer', (text) => text.includes('Ask Codex to do anything'));
  return {
    terminal,
    server,
    project,
    requests,
    async prompt(text) {
      terminal.type(`\x1b[200~${text}\x1b[201~`);
      await terminal.waitFor('the prompt in the composer', (shown) => shown.includes(`› ${text}`));
      terminal.type('\r');
    },
  };
}
