import { addressesIn } from '../screen/screen-links.ts';
import type { LineText } from './logical-line.ts';

/** What text may lead to. `line` counts from 1. */
export type TextLink =
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'file'; readonly path: string; readonly line: number };

/**
 * A path with a line, and maybe a column, behind it; or one with a folder in it and an ending. Whether it is there is
 * seen by whoever opens it.
 */
const numbered =
  /((?:~?\/|\.{1,2}\/)?[\p{L}\p{N}_@+.-]+(?:\/[\p{L}\p{N}_@+.-]+)*):(\d{1,7})(?::\d+)?/gu;
const plain = /(?:~?\/|\.{1,2}\/)?(?:[\p{L}\p{N}_@+.-]+\/)+[\p{L}\p{N}_@+-]+\.[\p{L}\p{N}]{1,8}/gu;

/** What stands in a line at a place of it; null where nothing does that leads anywhere. */
export function linkAt({ text, at }: LineText): TextLink | null {
  const isThere = (index: number, length: number) => index <= at && at < index + length;
  if (at < 0) return null;
  const address = addressesIn(text).find((one) => isThere(one.index, one.address.length));
  if (address) return { type: 'address', address: address.address };
  for (const { 0: whole, 1: path = '', 2: line, index } of text.matchAll(numbered)) {
    const isFile = /[./]/.test(path) && /[\p{L}]/u.test(path);
    if (isFile && isThere(index, whole.length)) return { type: 'file', path, line: Number(line) };
  }
  for (const { 0: path, index } of text.matchAll(plain)) {
    if (isThere(index, path.length)) return { type: 'file', path, line: 1 };
  }
  return null;
}

export function linkText(link: TextLink): string {
  return link.type === 'address' ? link.address : `${link.path}:${link.line}`;
}

/** A path that an agent writes, as it means it in its folder. */
export function pathIn(folder: string, path: string, homeFolder: string): string {
  if (path.startsWith('/')) return path;
  return path.startsWith('~/') ? `${homeFolder}${path.slice(1)}` : `${folder}/${path}`;
}
