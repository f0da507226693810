import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { AgentId, SessionId } from '../../src/core/agent/agent.ts';
import { newHostModel } from '../../src/core/host/host-state.ts';
import { clearUpAfterCrash } from '../../src/host/sessions/after-crash.ts';
import { leftCommands } from '../../src/host/sessions/left-commands.ts';
import { endOrphans } from '../../src/host/sessions/orphans.ts';
import { processRecords, takeRecords } from '../../src/host/sessions/process-records.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const agent = 'a1' as AgentId;

/** A leader of its own session, as an agent's process is; it says `ready` when its traps are set. */
async function program(script: string, env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', `${script}`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => endGroup(child.pid!));
  await once(child.stdout!, 'data');
  return child;
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function recorded(folder: string, pid: number) {
  const problems: unknown[] = [];
  const records = processRecords(folder, (error) => problems.push(error));
  records.heard(agent, { type: 'started', pid });
  return { records, problems };
}

it('[SE30] a record is there for as long as the process runs, and a host that was killed leaves it', async () => {
  const folder = scratchFolder();
  const { pid } = await program('echo ready; sleep 60');
  const { records, problems } = recorded(folder, pid!);
  records.heard(agent, { type: 'stopped', signal: 'SIGSTOP' });
  expect(readdirSync(`${folder}/a1`)).toEqual(['process.json']);
  records.heard(agent, { type: 'exited', exit: { code: 0, signal: null } });
  expect(readdirSync(`${folder}/a1`)).toEqual([]);
  records.heard(agent, { type: 'started', pid: pid! });
  expect(takeRecords(folder)).toEqual([{ agent, identity: processIdentity(pid!) }]);
  expect(takeRecords(folder)).toEqual([]);
  expect(problems).toEqual([]);
});

it('[SE30] a folder that takes no record is told, and no reason to stop', () => {
  const { problems } = recorded('/proc/nowhere', process.pid);
  expect(problems).toHaveLength(1);
});

it('[SE31] what still runs is ended with its group, by force if need be', async () => {
  const polite = await program('sleep 60 & echo ready; wait');
  const deaf = await program('trap "" TERM HUP; echo ready; while :; do sleep 1; done');
  const ends = [once(polite, 'exit'), once(deaf, 'exit')];
  const orphans = await endOrphans(
    [polite, deaf].map(({ pid }) => ({ agent, identity: processIdentity(pid!)! })),
  );
  expect(orphans).toEqual([
    { agent, pid: polite.pid, outcome: 'ended' },
    { agent, pid: deaf.pid, outcome: 'killed' },
  ]);
  await Promise.all(ends);
  await eventually(() => expect(() => process.kill(-polite.pid!, 0)).toThrow());
});

it('[SE32] another process that has got the pid is left alone, and so is a record of nothing', async () => {
  const folder = scratchFolder();
  const { pid } = await program('echo ready; sleep 60');
  const [first, boot, start] = processIdentity(pid!)!.split(' ');
  const identities = [
    `${first} ${boot} ${Number(start) - 1}`,
    `${first} another-boot ${start}`,
    '',
    'x',
  ];
  expect(await endOrphans(identities.map((identity) => ({ agent, identity })))).toEqual([]);
  expect(processIdentity(pid!)).not.toBeNull();
  mkdirSync(`${folder}/a1`);
  for (const text of ['', '{', '{"process":7}', '[]']) {
    writeFileSync(`${folder}/a1/process.json`, text);
    expect(takeRecords(folder)).toEqual([]);
  }
});

it('[SE33] commands that outlived their codex are told, those of one that lives are not', async () => {
  const session = '01a1fc5e-aaaa-7000-8000-000000000000' as SessionId;
  const env = { CODEX_SESSION_ID: session };
  // The outer shell ends, so that the inner one is nobody's child; the second shell stays with us.
  const left = await program('(echo ready; exec sleep 60) & exit 0', env);
  await program('echo ready; sleep 60', env);
  await eventually(() => {
    const found = leftCommands([session], process.pid).filter(({ name }) => name === 'sleep');
    expect(found).toHaveLength(process.platform === 'linux' ? 1 : 0);
  });
  expect(leftCommands(['another' as SessionId], process.pid)).toEqual([]);
  endGroup(left.pid!);
});

it('[SE34] after a crash the person is told what was ended, after an orderly end nothing', async () => {
  const folder = scratchFolder();
  const logged: string[] = [];
  const options = {
    agentsFolder: folder,
    ownPid: process.pid,
    log: (event: string) => logged.push(event),
  };
  const model = newHostModel(0);
  expect(await clearUpAfterCrash(model, options)).toBeNull();
  expect(logged).toEqual([]);
  const { pid } = await program('echo ready; sleep 60');
  recorded(folder, pid!);
  expect(await clearUpAfterCrash(model, options)).toBe(
    'The host before was killed. Agents that it left running were ended: a1.',
  );
  expect(logged).toEqual(['cleared-up']);
});
