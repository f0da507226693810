import { stat } from 'node:fs/promises';
import * as v from 'valibot';
import type { HooksHealth } from '../../core/agent/agent.ts';
import { type Asking, agentHook, hookArguments } from '../../core/codex/hook-trust.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import { checkHooks, type HookCheckOptions } from '../../system/hook-check.ts';
import { sha256 } from '../../system/sha256.ts';
import { isSystemError } from '../../system/system-error.ts';
import { textIfAny, writeWhole } from '../whole-file.ts';

/** Whether this codex calls our hooks, by its path. */
export type HooksOf = (codex: string) => Promise<HooksHealth>;

/** By the codex's path: what was proved, and for which file and which handlers. */
const savedSchema = v.record(v.string(), v.string());

/**
 * Checks each binary once in its life: that a codex trusts our hooks is remembered in `path` until another
 * file stands there or our handlers are others. Everything else is checked again at the next launch.
 */
export function knownHooks(
  options: Omit<HookCheckOptions, 'codex' | 'asking'> & {
    readonly path: string;
    readonly asking: () => Asking | null;
  },
): HooksOf {
  const running = new Map<string, Promise<HooksHealth>>();
  const checked = async (codex: string): Promise<HooksHealth> => {
    const check = { ...options, codex, asking: options.asking() };
    const proof = await proofOf(check);
    const saved = await savedProofs(options.path);
    if (proof !== null && saved[codex] === proof) return { type: 'trusted' };
    const health = await checkHooks(check);
    if (health.type === 'trusted' && proof !== null) {
      await save(options.path, { ...saved, [codex]: proof });
    }
    return health;
  };
  return async (codex) => {
    const check = running.get(codex) ?? checked(codex);
    running.set(codex, check);
    try {
      return await check;
    } finally {
      running.delete(codex);
    }
  };
}

async function proofOf(check: HookCheckOptions): Promise<string | null> {
  try {
    const { mtimeMs, size } = await stat(check.codex);
    const hook = agentHook({ ...check, agent: 'check' });
    return `${size} ${mtimeMs} ${sha256(hookArguments(hook, sha256).join('\n'))}`;
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

async function savedProofs(path: string): Promise<Readonly<Record<string, string>>> {
  const { success, output } = v.safeParse(savedSchema, jsonValue((await textIfAny(path)) ?? ''));
  return success ? output : {};
}

async function save(path: string, proofs: Readonly<Record<string, string>>): Promise<void> {
  try {
    await writeWhole(path, `${JSON.stringify(proofs, null, 2)}\n`);
  } catch (error) {
    // Then it is checked again; the disk's fullness is told elsewhere.
    if (!isSystemError(error)) throw error;
  }
}
