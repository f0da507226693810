import type { TomlTable } from 'smol-toml';
import type { HooksHealth } from '../agent/agent.ts';
import type { Memory } from '../lifecycle/lifecycle-memory.ts';
import { isTable } from './toml-tables.ts';

/**
 * How many turns without any marker outweigh what is known. A command that the user runs with `!` looks like
 * a turn from outside and calls no hook, so after a check that went well one or two prove nothing.
 */
const silentTurnsNeeded = { unverified: 1, trusted: 3 } as const;

/** The health of an agent's hooks after new evidence. A marker proves them, turns without any disprove them. */
export function hooksAfter(known: HooksHealth, memory: Memory): HooksHealth {
  if (memory.process.type !== 'running') return known;
  if (memory.rootedAt !== null) return known.type === 'trusted' ? known : { type: 'trusted' };
  const turns = memory.inBand?.turns ?? 0;
  if (known.type === 'off' || turns < silentTurnsNeeded[known.type]) return known;
  const reason =
    turns === 1
      ? 'a whole turn went by, and codex called no hook'
      : `${turns} turns went by, and codex called no hook`;
  return { type: 'off', reason };
}

/** Null, or why codex will call no hook at all: its user has said so in the config or the arguments. */
export function hooksSwitchedOff(config: TomlTable, words: readonly string[]): string | null {
  const isDisabled = words.some(
    (word, at) =>
      (word === '--disable' && words[at + 1] === 'hooks') ||
      word === '--disable=hooks' ||
      /^features\.(?:codex_)?hooks\s*=\s*false$/.test(word),
  );
  if (isDisabled) return 'the arguments for codex switch hooks off';
  const features = config['features'];
  const isOff =
    isTable(features) && (features['hooks'] === false || features['codex_hooks'] === false);
  return isOff ? "codex's config.toml switches hooks off ([features] hooks = false)" : null;
}
