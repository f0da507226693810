import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { type CodexSearch, findCodex } from '../../src/system/codex-binary.ts';
import { codexInspector } from '../../src/system/codex-inspection.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

// Outside this repository: from inside it, node_modules has the real codex.
const linux = { platform: 'linux', architecture: 'x64' } as const;

function program(path: string, text = '#!/bin/sh\n'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** As npm lays it out; the binary lies in a package of its own. */
function npmPackage(nodeModules: string) {
  const wrapper = program(`${nodeModules}/@openai/codex/bin/codex.js`);
  writeFileSync(`${nodeModules}/@openai/codex/package.json`, '{"name":"@openai/codex"}');
  const platformPackage = `${nodeModules}/@openai/codex-linux-x64`;
  const binary = program(`${platformPackage}/vendor/x86_64-unknown-linux-musl/bin/codex`);
  writeFileSync(`${platformPackage}/package.json`, '{"name":"@openai/codex"}');
  return { wrapper, binary };
}

function search(folder: string, change: Partial<CodexSearch> = {}) {
  return findCodex({
    env: { PATH: `${folder}/bin:relative:${folder}/other` },
    configured: null,
    packagesFrom: `${folder}/lib/dist/host.js`,
    ...linux,
    ...change,
  });
}

it('[LA15] takes the variable before the config, that before PATH, that before the npm package', async () => {
  const folder = scratchFolder(tmpdir());
  const { binary, wrapper: script } = npmPackage(`${folder}/lib/node_modules`);
  expect(await search(folder)).toEqual({ ok: true, path: binary, script });
  const inPath = program(`${folder}/other/codex`);
  expect(await search(folder)).toEqual({ ok: true, path: inPath });
  const configured = program(`${folder}/configured`);
  expect(await search(folder, { configured })).toEqual({ ok: true, path: configured });
  const chosen = program(`${folder}/chosen`);
  const env = { PATH: `${folder}/other`, CODEX_GRID_CODEX: chosen };
  expect(await search(folder, { configured, env })).toEqual({ ok: true, path: chosen });
});

it('[LA16] runs the binary itself where PATH has the script of npm, also through links', async () => {
  const folder = scratchFolder(tmpdir());
  const { wrapper, binary } = npmPackage(`${folder}/global/lib/node_modules`);
  mkdirSync(`${folder}/bin`);
  symlinkSync(wrapper, `${folder}/linked`);
  symlinkSync('../linked', `${folder}/bin/codex`);
  const script = `${folder}/bin/codex`;
  expect(await search(folder)).toEqual({ ok: true, path: binary, script });
  const byConfig = await search(folder, { configured: wrapper });
  expect(byConfig).toEqual({ ok: true, path: binary, script: wrapper });
  const old = program(`${folder}/old/bin/codex.js`);
  const bundled = program(`${folder}/old/vendor/x86_64-unknown-linux-musl/bin/codex`);
  expect(await search(folder, { configured: old })).toEqual({
    ok: true,
    path: bundled,
    script: old,
  });
});

it('[LA17] passes by what cannot be run, and says what was searched when nothing can', async () => {
  const folder = scratchFolder(tmpdir());
  mkdirSync(`${folder}/bin/codex`, { recursive: true });
  const broken = program(`${folder}/other/codex`);
  expect(await search(folder)).toEqual({ ok: true, path: broken });
  chmodSync(broken, 0o644);
  const result = await search(folder);
  expect(result.ok ? '' : result.problem).toBe(
    `codex was not found: not in PATH (${folder}/bin:${folder}/other); ${folder}/bin/codex: that is a folder; ${broken}: it is not executable, and there is no npm package @openai/codex beside codex-grid. Install it with: npm install -g @openai/codex, or set CODEX_GRID_CODEX to its absolute path.`,
  );
});

it.each([
  ['/nowhere/codex', 'there is no such file'],
  ['/etc', 'that is a folder'],
  ['/etc/passwd', 'it is not executable'],
  ['./codex', 'which is no absolute path'],
  ['codex-nightly', 'under the name "codex-nightly" that CODEX_GRID_CODEX says: not in PATH'],
])('[LA18] a chosen codex is never replaced by another: %s', async (choice, reason) => {
  const folder = scratchFolder(tmpdir());
  program(`${folder}/bin/codex`);
  const env = { PATH: `${folder}/bin`, CODEX_GRID_CODEX: choice };
  const result = await search(folder, { env });
  const problem = result.ok ? '' : result.problem;
  expect(problem).toContain(choice);
  expect(problem).toContain(reason);
  expect(problem).toContain('CODEX_GRID_CODEX');
});

it('[LA19] a script of npm whose binary is for another platform is named as the cause', async () => {
  const folder = scratchFolder(tmpdir());
  const { wrapper } = npmPackage(`${folder}/lib/node_modules`);
  const result = await search(folder, { configured: wrapper, architecture: 'riscv64' });
  expect(result.ok ? '' : result.problem).toContain('linux-riscv64');
});

it('[LA20] asks each binary once, and again when another stands in its place', async () => {
  const folder = scratchFolder(tmpdir());
  const path = `${folder}/codex`;
  const says = (version: string) =>
    program(path, `#!/bin/sh\necho "$1" >>${folder}/asked\necho "codex-cli ${version}"\n`);
  says('0.169.0');
  const inspect = codexInspector({ PATH: process.env['PATH'] ?? '' });
  const [first, second] = await Promise.all([inspect(path), inspect(path)]);
  expect(first).toMatchObject({ version: '0.169.0', abilities: { noDaemon: false } });
  expect(second).toBe(first);
  says('0.170.0');
  expect((await inspect(path)).version).toBe('0.170.0');
});

it('[LA21] one that hangs, floods, prints garbage or cannot be run has no version, soon', async () => {
  const folder = scratchFolder(tmpdir());
  const inspect = codexInspector({ PATH: process.env['PATH'] ?? '' });
  const startedAt = performance.now();
  const paths = [
    program(`${folder}/hangs`, '#!/bin/sh\nsleep 60 & sleep 60\n'),
    program(`${folder}/floods`, '#!/bin/sh\nyes\n'),
    program(`${folder}/garbage`, '#!/bin/sh\nhead -c 1000 /dev/urandom | tr -d 0-9\n'),
    program(`${folder}/no-program`, '#!/nowhere\n'),
    `${folder}/missing`,
  ];
  const inspections = await Promise.all(paths.map(inspect));
  expect(inspections.map(({ version }) => version)).toEqual(paths.map(() => null));
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
