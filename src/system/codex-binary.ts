import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../wire/places.ts';
import { isSystemError } from './system-error.ts';

export type CodexSearch = {
  readonly env: Environment;
  /** The config's choice: an absolute path or a name to look up in PATH. */
  readonly configured: string | null;
  /** A file of this program, from which the npm package `@openai/codex` is looked up. */
  readonly packagesFrom: string;
  /** As Node's `process` names them. */
  readonly platform: string;
  readonly architecture: string;
};

export type FoundCodex =
  | {
      readonly ok: true;
      readonly path: string;
      /** npm's script that starts it, where there is one: it alone can update what it starts. */
      readonly script?: string;
    }
  | { readonly ok: false; readonly problem: string };

const help =
  'Install it with: npm install -g @openai/codex, or set CODEX_GRID_CODEX to its absolute path.';

/** The npm package holds one binary for each platform, in a package of its own. */
const targets: Readonly<Record<string, { readonly package: string; readonly triple: string }>> = {
  'linux-x64': { package: '@openai/codex-linux-x64', triple: 'x86_64-unknown-linux-musl' },
  'linux-arm64': { package: '@openai/codex-linux-arm64', triple: 'aarch64-unknown-linux-musl' },
  'darwin-x64': { package: '@openai/codex-darwin-x64', triple: 'x86_64-apple-darwin' },
  'darwin-arm64': { package: '@openai/codex-darwin-arm64', triple: 'aarch64-apple-darwin' },
};

/** The codex to run, in this order: `$CODEX_GRID_CODEX`, the config, PATH, the npm package beside us. */
export async function findCodex(search: CodexSearch): Promise<FoundCodex> {
  const { env, configured } = search;
  if (env['CODEX_GRID_CODEX']) {
    return chosenCodex('CODEX_GRID_CODEX', env['CODEX_GRID_CODEX'], search);
  }
  if (configured) return chosenCodex('the config', configured, search);
  const inPath = await codexInPath('codex', search);
  if (inPath.ok) return inPath;
  const packaged = packagedCodex(search.packagesFrom, search);
  if (packaged && (await problemOf(packaged)) === null) {
    const script = resolved('@openai/codex/bin/codex.js', search.packagesFrom);
    return { ok: true, path: packaged, ...(script === null ? {} : { script }) };
  }
  return {
    ok: false,
    problem: `codex was not found: ${inPath.problem}, and there is no npm package @openai/codex beside codex-grid. ${help}`,
  };
}

/** What somebody asked for by name is never replaced by something else. */
async function chosenCodex(by: string, choice: string, search: CodexSearch): Promise<FoundCodex> {
  if (!choice.includes('/')) {
    const found = await codexInPath(choice, search);
    if (found.ok) return found;
    return refused(
      `codex was not found under the name "${choice}" that ${by} says: ${found.problem}. ${help}`,
    );
  }
  if (!isAbsolute(choice)) {
    return refused(
      `codex was not found: ${by} says ${choice}, which is no absolute path. Write the whole path, beginning with /.`,
    );
  }
  const problem = await problemOf(choice);
  if (problem) {
    return refused(
      `codex cannot be run: ${by} says ${choice}, and ${problem}. Correct it, or take it away to use the codex in PATH.`,
    );
  }
  const found = await platformBinary(choice, search);
  return found.ok ? found : refused(`codex cannot be run: ${found.problem}. ${help}`);
}

async function codexInPath(name: string, search: CodexSearch): Promise<FoundCodex> {
  const folders = (search.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  const unusable: string[] = [];
  for (const folder of folders) {
    const path = join(folder, name);
    const problem = await problemOf(path);
    const found = problem === null ? await platformBinary(path, search) : null;
    if (found?.ok) return found;
    if (found) unusable.push(found.problem);
    else if (problem !== missing) unusable.push(`${path}: ${problem}`);
  }
  const searched =
    folders.length > 0 ? `not in PATH (${folders.join(delimiter)})` : 'PATH is empty';
  return refused([searched, ...unusable].join('; '));
}

const missing = 'there is no such file';

/** Null when the path can be run. */
async function problemOf(path: string): Promise<string | null> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) return 'that is a folder';
    await access(path, constants.X_OK);
    return status.isFile() ? null : 'that is no file';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return missing;
    return error.code === 'EACCES' ? 'it is not executable' : error.message;
  }
}

/**
 * npm installs a Node script that only starts the platform's binary; run directly, each agent is 44 MB
 * smaller. Anything else is run as it is.
 */
async function platformBinary(path: string, search: CodexSearch): Promise<FoundCodex> {
  const real = await realpath(path);
  if (!real.endsWith('/bin/codex.js')) return { ok: true, path };
  const binary = packagedCodex(real, search) ?? bundledCodex(real, search);
  if (binary && (await problemOf(binary)) === null) {
    return { ok: true, path: binary, script: path };
  }
  return refused(
    `${path} is npm's codex for another platform than ${search.platform}-${search.architecture}, or its binary is missing`,
  );
}

function packagedCodex(
  from: string,
  { platform, architecture }: Pick<CodexSearch, 'platform' | 'architecture'>,
): string | null {
  const target = targets[`${platform}-${architecture}`];
  if (!target) return null;
  const manifest = resolved(`${target.package}/package.json`, from);
  if (manifest) return join(dirname(manifest), 'vendor', target.triple, 'bin/codex');
  // Other package managers than npm put the binary's package where only codex's own finds it.
  const wrapper = resolved('@openai/codex/bin/codex.js', from);
  return wrapper && wrapper !== from ? packagedCodex(wrapper, { platform, architecture }) : null;
}

/** Where packages of older versions hold the binary. */
function bundledCodex(wrapper: string, search: CodexSearch): string | null {
  const target = targets[`${search.platform}-${search.architecture}`];
  return target ? join(dirname(wrapper), '../vendor', target.triple, 'bin/codex') : null;
}

function resolved(request: string, from: string): string | null {
  try {
    return createRequire(from).resolve(request);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return null;
    throw error;
  }
}

function refused(problem: string): FoundCodex {
  return { ok: false, problem };
}
