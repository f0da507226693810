import { readFile } from 'node:fs/promises';
import { parse, TomlError, type TomlTable } from 'smol-toml';
import { tomlReason } from '../core/text/toml-reason.ts';
import { errorText, isErrorCode, isSystemError } from './system-error.ts';

/** A null table when there is no such file. `problem` names the place that is wrong. */
export type ReadTable = { readonly table: TomlTable | null } | { readonly problem: string };

/** A config file of codex's. */
export async function configIn(path: string): Promise<ReadTable> {
  let text = '';
  try {
    text = await readFile(path, 'utf8');
    return { table: parse(text, { integersAsBigInt: 'asNeeded' }) };
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return { table: null };
    if (isSystemError(error)) {
      return { problem: `Codex's config cannot be read: ${path}: ${errorText(error)}.` };
    }
    if (!(error instanceof TomlError)) throw error;
    return {
      problem: `Codex's config cannot be read: ${path}, line ${error.line}, column ${error.column}: ${tomlReason(error, text)}. Mend that line, then start the agent again.`,
    };
  }
}
