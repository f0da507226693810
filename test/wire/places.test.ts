import { describe, expect, it } from 'vitest';
import { folderDigest, placesIn, stateFolder } from '../../src/wire/places.ts';
import { protocolProblem } from '../../src/wire/protocol-problem.ts';

const options = (folder: string, env = {}) => ({
  env,
  digest: folderDigest(folder),
  userId: 1000,
});

describe('where things are', () => {
  it('[WI3] two state folders that share a socket folder have sockets of their own', () => {
    const env = { XDG_RUNTIME_DIR: '/run/user/1000' };
    const left = placesIn('/home/ann/state', options('/home/ann/state', env));
    const right = placesIn('/home/ann/other', options('/home/ann/other', env));
    expect(left).toMatchObject({ socketFolder: '/run/user/1000/codex-grid' });
    expect(right).toMatchObject({ socketFolder: '/run/user/1000/codex-grid' });
    expect(left).not.toMatchObject({ socket: 'socket' in right && right.socket });
  });

  it('[WI4] a socket path too long for the system falls back to a short one, else is one clear sentence', () => {
    const long = `/home/${'é'.repeat(60)}`;
    const digest = folderDigest(long);
    expect(placesIn(long, options(long))).toMatchObject({
      socket: `/tmp/codex-grid-1000/${digest}.sock`,
    });
    const tooLong = placesIn(long, { ...options(long), digest: 'd'.repeat(100) });
    expect(tooLong).toMatchObject({ problem: expect.stringContaining('CODEX_GRID_STATE_DIR') });
  });

  it('[WI3] the state folder follows CODEX_GRID_STATE_DIR, then XDG_STATE_HOME, then the home folder', () => {
    const env = { CODEX_GRID_STATE_DIR: '/a', XDG_STATE_HOME: '/b' };
    expect(stateFolder(env, '/home/ann')).toBe('/a');
    expect(stateFolder({ XDG_STATE_HOME: '/b' }, '/home/ann')).toBe('/b/codex-grid');
    expect(stateFolder({}, '/home/ann')).toBe('/home/ann/.local/state/codex-grid');
  });
});

it('[WI5] a protocol mismatch names the older side', () => {
  const older = { protocol: 1, version: '0.1.0' };
  const newer = { protocol: 2, version: '0.2.0' };
  expect(protocolProblem({ host: older, client: older })).toBeNull();
  expect(protocolProblem({ host: older, client: newer })).toMatch(
    /^The running host \(codex-grid 0\.1\.0\) is older than this codex-grid \(0\.2\.0\).*codex-grid host stop/,
  );
  expect(protocolProblem({ host: newer, client: older })).toMatch(
    /^This codex-grid \(0\.1\.0\) is older than the running host \(0\.2\.0\)/,
  );
});
