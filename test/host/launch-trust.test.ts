import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { prepareLaunch } from '../../src/host/codex/codex-launch.ts';
import type { TrustRequest } from '../../src/host/codex/folder-trust.ts';
import { launchSurroundings } from '../support/launch-surroundings.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someLaunch } from '../support/some-command.ts';

/** A launch by a user with this codex config, whose folder is trusted. */
async function prepared(more: Partial<LaunchRequest>, config = '') {
  const folder = scratchFolder();
  mkdirSync(`${folder}/user`);
  writeFileSync(`${folder}/user/config.toml`, config);
  const asked: TrustRequest[] = [];
  const launch = await prepareLaunch(someLaunch({ cwd: folder, ...more }), {
    ...launchSurroundings(folder),
    async prepareTrust(request) {
      asked.push(request);
      return { trustedPaths: ['/the "repo"'], notices: [] };
    },
  });
  if (!launch.ok) throw new Error(launch.problem);
  return { folder, asked, launch };
}

const flag = 'projects={"/the \\"repo\\""={trust_level="trusted"}}';

it('[TR69] trust is written into the home of the agent alone, and into no flag', async () => {
  const { folder, asked, launch } = await prepared({ consent: 'trust' });
  expect(asked).toEqual([{ cwd: folder, consent: 'trust', trust: false }]);
  const config = readFileSync(`${folder}/state/agents/a1/home/config.toml`, 'utf8');
  expect(config).toContain('trust_level = "trusted"');
  expect(launch.arguments).not.toContain(flag);
  expect(readFileSync(`${folder}/user/config.toml`, 'utf8')).toBe('');
});

it('[TR69] in a home of the user it is a flag, beside which their own trust holds', async () => {
  const { folder, launch } = await prepared({ home: 'shared', settings: { trust: true } });
  expect(launch.arguments).toContain(flag);
  expect(launch.arguments.filter((word) => word.startsWith('projects='))).toHaveLength(1);
  expect(readFileSync(`${folder}/user/config.toml`, 'utf8')).toBe('');
});

it('[TR69] a command of codex needs no trust', async () => {
  const task = { type: 'command', words: ['login'] } as const;
  const { asked } = await prepared({ task, home: 'shared' });
  expect(asked).toEqual([]);
});

it('[TR35] an agent whose user switched hooks off is known as such from its start', async () => {
  const { launch } = await prepared({}, '[features]\nhooks = false\n');
  expect(launch.facts.launch?.hooks).toMatchObject({ type: 'off' });
  const usual = await prepared({ settings: { args: ['--yolo'] } });
  expect(usual.launch.facts.launch).toMatchObject({
    hooks: { type: 'unverified' },
    dangerous: ['--yolo'],
  });
});
