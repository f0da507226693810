import type { CodeLine } from '../code/code-piece.ts';
import type { TranscriptItem } from '../transcript/transcript-item.ts';
import { type CodeBlock, codeBlocksIn } from './markdown-rows.ts';
import { codeInPatch } from './patch-code.ts';

/** The colours of code that was in view, as far as they came. */
export type KnownColors = {
  /** By language and text; null is asked for. */
  readonly blocks: ReadonlyMap<string, readonly CodeLine[] | null>;
  /** Counts what came. */
  readonly received: number;
};

export type ColoredBlock = { readonly block: CodeBlock; readonly lines: readonly CodeLine[] };

export const noColors: KnownColors = { blocks: new Map(), received: 0 };

/** Null while they are not known. */
export function colorsOf({ blocks }: KnownColors, block: CodeBlock): readonly CodeLine[] | null {
  return blocks.get(keyOf(block)) ?? null;
}

function keyOf({ language, text }: CodeBlock): string {
  return `${language}\n${text}`;
}

/** More than stand on some screens; then those from before are let go. */
const blockLimit = 400;

export function withAsked(known: KnownColors, asked: readonly CodeBlock[]): KnownColors {
  const before = known.blocks.size > blockLimit ? [] : known.blocks;
  const added = asked.map((block) => [keyOf(block), null] as const);
  return { ...known, blocks: new Map([...before, ...added]) };
}

export function withReceived(known: KnownColors, came: readonly ColoredBlock[]): KnownColors {
  const added = came.map(({ block, lines }) => [keyOf(block), lines] as const);
  return {
    blocks: new Map([...known.blocks, ...added]),
    received: known.received + came.length,
  };
}

export function isAsked({ blocks }: KnownColors, block: CodeBlock): boolean {
  return blocks.has(keyOf(block));
}

/** Understanding Markdown is what showing an answer costs, and items never change. */
const kept = new WeakMap<TranscriptItem, readonly CodeBlock[]>();

/** The code in an item that could have colours. */
export function codeOf(item: TranscriptItem): readonly CodeBlock[] {
  if (item.type === 'patch') return codeInPatch(item);
  if (item.type !== 'answer') return [];
  const known = kept.get(item);
  if (known) return known;
  const blocks = codeBlocksIn(item.text).filter(({ language }) => language !== '');
  kept.set(item, blocks);
  return blocks;
}
