import type { TomlTable } from 'smol-toml';
import { writtenKey } from '../settings/settings-keys.ts';
import { isTable, own } from './toml-tables.ts';

/** Something of codex's own that a key is for. */
export type CodexBinding = {
  /** As `keyText` writes it. */
  readonly key: string;
  /** Where it is said in codex's config, such as `tui.keymap.global.copy`. */
  readonly at: string;
};

/** What the user's config of codex has given any of the keys to; the first key of a chord counts as well. */
export function boundInCodex(config: TomlTable, keys: readonly string[]): readonly CodexBinding[] {
  const tui = own(config, 'tui');
  const keymap = isTable(tui) ? own(tui, 'keymap') : undefined;
  const contexts = isTable(keymap) ? Object.entries(keymap) : [];
  return contexts.flatMap(([context, actions]) =>
    Object.entries(isTable(actions) ? actions : {}).flatMap(([action, bound]) =>
      [bound].flat().flatMap((written) => {
        const key = writtenKey(String(written).split(' ')[0] ?? '');
        const at = `tui.keymap.${context}.${action}`;
        return key !== null && keys.includes(key) ? [{ key, at }] : [];
      }),
    ),
  );
}
