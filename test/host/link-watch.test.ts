import {
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { linkWatch } from '../../src/host/codex/link-watch.ts';
import { keepLogin } from '../../src/host/codex/login-keeping.ts';
import { systemTimers } from '../../src/host/timers.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function madeHomes() {
  const folder = scratchFolder();
  const userHome = `${folder}/user`;
  const agentHome = `${folder}/agent`;
  for (const path of [userHome, agentHome]) mkdirSync(path);
  const usersFile = `${userHome}/auth.json`;
  const agentsFile = `${agentHome}/auth.json`;
  return { folder, userHome, agentHome, usersFile, agentsFile };
}

async function watched() {
  const homes = madeHomes();
  writeFileSync(homes.usersFile, 'a login');
  symlinkSync(homes.usersFile, homes.agentsFile);
  const notices: string[] = [];
  const problems: unknown[] = [];
  const watch = linkWatch({
    userHome: homes.userHome,
    timers: systemTimers,
    nameOf: () => 'api',
    atSignIn: () => ['web'],
    onNotice: (message) => notices.push(message),
    onProblem: (error) => problems.push(error),
  });
  onTestFinished(() => watch.close());
  watch.follow('a1' as AgentId, homes.agentHome);
  await watch.ready();
  return { ...homes, notices, problems, watch };
}

it('[HL24] a login that appears or goes while agents run is told once, with what to press', async () => {
  const { usersFile, userHome, notices } = await watched();
  rmSync(usersFile);
  await vi.waitFor(() => expect(notices).toHaveLength(1), 5000);
  expect(notices[0]).toMatch(/The login in .* is gone\. .*codex-grid login/);
  writeFileSync(`${userHome}/other`, '');
  // As codex does it.
  writeFileSync(`${userHome}/.auth-1`, 'a new login');
  renameSync(`${userHome}/.auth-1`, usersFile);
  await vi.waitFor(() => expect(notices).toHaveLength(2), 5000);
  expect(notices[1]).toMatch(/You are signed in to Codex\. web still stands .* x and .* e\./);
  renameSync(usersFile, `${userHome}/.auth-2`);
  writeFileSync(usersFile, '');
  await vi.waitFor(() => expect(notices).toHaveLength(3), 5000);
  expect(notices[2]).toContain('is empty');
});

it('[HL25] an agent that parts from the login of its user is told of, and a lost link comes back', async () => {
  const { agentHome, agentsFile, usersFile, notices, problems, watch } = await watched();
  rmSync(agentsFile);
  await vi.waitFor(() => expect(readlinkSync(agentsFile)).toBe(usersFile), 5000);
  expect(notices).toEqual([]);
  writeFileSync(`${agentHome}/.auth-1`, 'its own');
  renameSync(`${agentHome}/.auth-1`, agentsFile);
  await vi.waitFor(() => expect(notices).toHaveLength(1), 5000);
  expect(notices[0]).toContain('codex-grid login api --keep mine');
  expect(readFileSync(agentsFile, 'utf8')).toBe('its own');
  watch.forget('a1' as AgentId);
  expect(problems).toEqual([]);
});

it('[HL26] of two logins the one that was chosen is kept, and the agent is linked to it', async () => {
  const { userHome, agentHome, usersFile, agentsFile, folder } = madeHomes();
  const about = { name: 'api', userHome, agentHome };
  writeFileSync(usersFile, 'mine');
  writeFileSync(agentsFile, 'its own');
  expect(await keepLogin('mine', about)).toMatchObject({ ok: true });
  expect([readlinkSync(agentsFile), readFileSync(usersFile, 'utf8')]).toEqual([usersFile, 'mine']);

  rmSync(agentsFile);
  writeFileSync(agentsFile, 'its own');
  // A user who keeps the file elsewhere goes on to do so.
  renameSync(usersFile, `${folder}/kept`);
  symlinkSync(`${folder}/kept`, usersFile);
  expect(await keepLogin('agent', about)).toMatchObject({ ok: true });
  expect(readlinkSync(usersFile)).toBe(`${folder}/kept`);
  expect([readlinkSync(agentsFile), readFileSync(usersFile, 'utf8')]).toEqual([
    usersFile,
    'its own',
  ]);
});

it('[HL27] a login that cannot be kept is one sentence, and both files stay', async () => {
  const { userHome, agentHome, agentsFile } = madeHomes();
  const about = { name: 'api', userHome, agentHome };
  expect(await keepLogin('mine', about)).toMatchObject({
    problem: expect.stringContaining('api has no login of its own'),
  });
  writeFileSync(agentsFile, 'its own');
  expect(await keepLogin('mine', about)).toMatchObject({
    problem: expect.stringContaining('--keep agent'),
  });
  expect(readFileSync(agentsFile, 'utf8')).toBe('its own');
  writeFileSync(`${userHome}/auth.json`, 'mine');
  mkdirSync(`${agentHome}/auth.json.new`);
  expect(await keepLogin('mine', about)).toMatchObject({
    problem: expect.stringContaining('cannot be put together'),
  });
  expect(readFileSync(agentsFile, 'utf8')).toBe('its own');
});
