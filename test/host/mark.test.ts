import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookEvents } from '../../src/core/codex/hook-events.ts';
import { markerNameIn } from '../../src/core/lifecycle/marker-file.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const mark = resolve(import.meta.dirname, '../../hooks/mark');
const payload = '{"session_id":"s","prompt":"ü \\\\ %s $HOME\\n"}';

/** macOS has bash 3.2 as sh, Debian dash; busybox where there is one. */
const shells = [['/bin/sh'], ['dash'], ['bash', '--posix'], ['bash'], ['busybox', 'sh']].filter(
  ([shell = '', ...options]) => spawnSync(shell, [...options, '-c', ':']).status === 0,
);

function marked(folder: string, options: { input?: string; shell?: readonly string[] } = {}) {
  const [shell = '/bin/sh', ...shellOptions] = options.shell ?? [];
  return spawnSync(shell, [...shellOptions, mark, folder, 'a1', 'Stop'], {
    input: options.input ?? payload,
    env: {},
    encoding: 'utf8',
  });
}

const silent = { status: 0, stdout: '', stderr: '' };

describe.each(shells)('under %s %s', (...shell) => {
  it('[HK1] leaves the header and stdin byte for byte, readable by nobody else', () => {
    const folder = `${scratchFolder()}/it's "a" $folder \\ ü`;
    mkdirSync(folder);
    expect(marked(folder, { shell })).toMatchObject(silent);
    const [name = '', ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(markerNameIn(name)).toMatchObject({ agent: 'a1', event: 'Stop' });
    expect(readFileSync(`${folder}/${name}`, 'utf8')).toBe(`codex-grid-marker 1 Stop\n${payload}`);
    expect(statSync(`${folder}/${name}`).mode & 0o777).toBe(0o600);
  });

  it('[HK2] says nothing and exits 0 when the folder is gone, or is none', () => {
    const folder = scratchFolder();
    writeFileSync(`${folder}/file`, '');
    expect(marked(`${folder}/gone`, { shell })).toMatchObject(silent);
    expect(marked(`${folder}/file`, { shell })).toMatchObject(silent);
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('[HK3] leaves nothing when the disk takes only a part', () => {
    const folder = scratchFolder();
    const [program = '', ...options] = [...shell, mark, folder, 'a1', 'Stop'];
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'sh', program, ...options];
    const input = 'x'.repeat(100_000);
    expect(spawnSync('/bin/sh', limited, { input, encoding: 'utf8' })).toMatchObject(silent);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('[HK4] leaves nothing without a stdin', () => {
    const folder = scratchFolder();
    const [program = '', ...options] = [...shell, mark, folder, 'a1', 'Stop'];
    const closed = ['-c', 'exec "$@" <&-', 'sh', program, ...options];
    expect(spawnSync('/bin/sh', closed, { encoding: 'utf8' })).toMatchObject(silent);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('[HK5] never takes the name of a marker that still waits', () => {
    const folder = scratchFolder();
    const [program = '', ...options] = shell;
    const reused = `name=$1/$(printf %010d $$).$2.$3
      echo waits >"$name"; echo waits >"$name.1"; . ${mark}`;
    expect(
      spawnSync(program, [...options, '-c', reused, 'sh', folder, 'a1', 'Stop'], {
        input: payload,
        encoding: 'utf8',
      }),
    ).toMatchObject(silent);
    const texts = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
    expect(texts.sort()).toEqual([`codex-grid-marker 1 Stop\n${payload}`, 'waits\n', 'waits\n']);
  });
});

it('[HK6] a thousand at once leave a thousand whole markers', () => {
  const folder = scratchFolder();
  execFileSync('/bin/sh', [
    '-c',
    `seq 1000 | xargs -P 50 -I @ sh -c 'printf "{\\"n\\":@}" | ${mark} "$0" a1 Stop' "$1"`,
    'sh',
    folder,
  ]);
  const numbers = readdirSync(folder).map((name) => {
    const [header, json = ''] = readFileSync(`${folder}/${name}`, 'utf8').split('\n');
    expect(header).toBe('codex-grid-marker 1 Stop');
    return (JSON.parse(json) as { n: number }).n;
  });
  expect(numbers.sort((left, right) => left - right)).toEqual(
    Array.from({ length: 1000 }, (_, at) => at + 1),
  );
});

it('[HK7] killed midway leaves only a partial file', async () => {
  const folder = scratchFolder();
  const child = spawn('/bin/sh', [mark, folder, 'a1', 'Stop'], { detached: true });
  const ended = new Promise((done) => child.on('close', done));
  child.stdin.on('error', () => {});
  child.stdin.write('{"half":');
  await eventually(() => {
    const [name = ''] = readdirSync(folder);
    expect(readFileSync(`${folder}/${name}`, 'utf8')).toContain('half');
  });
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.tmp-/)]);
});

it('[HK8] with other arguments than three it leaves nothing', () => {
  const folder = scratchFolder();
  for (const words of [[], [folder], [folder, 'a1'], [folder, 'a1', 'Stop', 'more']]) {
    expect(spawnSync(mark, words, { input: payload, encoding: 'utf8' })).toMatchObject(silent);
  }
  expect(readdirSync(folder)).toEqual([]);
});

it('[HK9] every event of the table makes a name that the host understands', () => {
  const folder = scratchFolder();
  for (const event of Object.keys(hookEvents)) {
    execFileSync(mark, [folder, 'a-1_b', event], { input: payload });
  }
  const names = readdirSync(folder).map(markerNameIn);
  expect(names).toHaveLength(Object.keys(hookEvents).length);
  expect(names.map((name) => name?.agent)).not.toContain(undefined);
});
