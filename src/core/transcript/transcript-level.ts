import type { TranscriptItem } from './transcript-item.ts';

/** From what was said, over what was done, to every line there is. */
export const transcriptLevels = ['text', 'tools', 'raw'] as const;

export type TranscriptLevel = (typeof transcriptLevels)[number];

/** The lowest level that each is shown at. */
const lowest: Readonly<Record<TranscriptItem['type'], TranscriptLevel>> = {
  prompt: 'text',
  answer: 'text',
  question: 'text',
  error: 'text',
  interrupted: 'text',
  compaction: 'text',
  note: 'text',
  session: 'text',
  plan: 'text',
  reasoning: 'tools',
  command: 'tools',
  patch: 'tools',
  tool: 'tools',
  approval: 'tools',
  subagent: 'tools',
  tokens: 'raw',
  turn: 'tools',
  other: 'raw',
};

export function isShownAt(item: TranscriptItem, level: TranscriptLevel): boolean {
  if (level === 'raw') return true;
  if (item.type === 'prompt' && item.source === 'injected') return false;
  // Where a turn begins is told by its prompt.
  if (item.type === 'turn' && item.phase === 'started') return false;
  // A command of the person's own was typed, as a prompt is.
  if (item.type === 'command' && item.by === 'person') return true;
  return level === 'tools' ? lowest[item.type] !== 'raw' : lowest[item.type] === 'text';
}
