import { type Act, type ScreenModel, unchanged, withNotice } from '../screen/screen-state.ts';
import { codeBlocks } from '../transcript/markdown-lines.ts';
import type { TranscriptEntry } from '../transcript/transcript-item.ts';
import { transcriptMarkdown } from '../transcript/transcript-markdown.ts';
import { withPane } from './desk.ts';
import { currentEntry, refoldedAt } from './pane-cursor.ts';
import type { PaneArea } from './pane-reading.ts';
import { paneRows } from './pane-rows.ts';
import type { TranscriptDesk, TranscriptPane } from './transcript-pane.ts';

/** A pane that takes keys, and the room in it. */
export type Looked = { readonly pane: TranscriptPane; readonly area: PaneArea };

function meant({ pane, area }: Looked): TranscriptEntry | null {
  return currentEntry(pane, paneRows(pane, area.columns), area.rows);
}

export function copied(
  model: ScreenModel,
  looked: Looked & { readonly what: 'all of it' | 'its code' },
): Act {
  const entry = meant(looked);
  if (!entry) return unchanged(model);
  const text = looked.what === 'all of it' ? wholeText(entry) : codeIn(entry);
  if (text === '') return withNotice(model, 'There is no code in what is marked at the left.');
  const lines = text.split('\n').length;
  const notice = `Copied ${lines} ${lines === 1 ? 'line' : 'lines'}.`;
  return {
    model: withNotice(model, notice).model,
    effects: [{ type: 'copy', text }],
  };
}

function wholeText(entry: TranscriptEntry): string {
  const { item } = entry;
  if (item.type === 'prompt' || item.type === 'answer' || item.type === 'reasoning')
    return item.text;
  return item.type === 'other' ? entry.line : transcriptMarkdown(entry, null);
}

function codeIn({ item }: TranscriptEntry): string {
  if (item.type === 'command') return item.command;
  if (item.type === 'patch') return item.files.flatMap(({ diff }) => diff).join('\n');
  return item.type === 'answer' ? codeBlocks(item.text).join('\n\n') : '';
}

/** Into the transcript of a subagent; what is none is folded or unfolded. */
export function opened(model: ScreenModel, desk: TranscriptDesk, looked: Looked): Act {
  const { pane, area } = looked;
  const { focused } = desk;
  const item = meant(looked)?.item;
  if (item?.type !== 'subagent') return withPane(model, desk, focused, refoldedAt(pane, area));
  const [agent] = item.agents;
  if (!agent || pane.path === null) return unchanged(model);
  const session = agent.threadId;
  const named = { ...pane, namedNext: agent.name ?? session };
  return withPane(model, desk, focused, named, [{ type: 'find', session, near: pane.path }]);
}
