import { parse, TomlError, type TomlTable } from 'smol-toml';

/** For what may be looked at but is somebody else's to complain about: a text that is no TOML says nothing. */
export function tableOrEmpty(text: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    if (error instanceof TomlError) return {};
    throw error;
  }
}
