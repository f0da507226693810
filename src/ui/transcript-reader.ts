import type { DocumentFormat } from '../core/transcript/transcript-document.ts';
import type { OpenTranscript, TranscriptPort } from '../core/transcript/transcript-port.ts';
import type { TranscriptNews, TranscriptOrder } from '../core/transcript-view/transcript-pane.ts';
import { coloredBlocks } from './color-code.ts';
import { writeNewFile } from './new-text-file.ts';
import { exportedTranscript, transcriptText } from './transcript-text.ts';

type OrderOf<Type extends TranscriptOrder['type']> = Extract<TranscriptOrder, { type: Type }>;

const documentEndings: Readonly<Record<DocumentFormat, string>> = {
  md: '.md',
  json: '.jsonl',
  html: '.html',
};

/** Carries out what the model wants read, and tells what came of it while that pane still shows that transcript. */
export function transcriptReader(
  port: TranscriptPort,
  tell: (news: TranscriptNews) => void,
  /** Null once the pager has ended, else what to say. */
  page: (text: AsyncIterable<string>) => Promise<string | null>,
): (order: TranscriptOrder) => void {
  /** By the pane's number. */
  const opened = new Map<number, OpenTranscript>();
  /** Counts openings, so that an answer that comes late is known as one. */
  let turn = 0;
  const turns = new Map<number, number>();

  const closePane = (pane: number) => {
    turns.delete(pane);
    void opened.get(pane)?.close();
    opened.delete(pane);
  };

  const open = async ({ pane, path }: OrderOf<'open'>) => {
    closePane(pane);
    turn += 1;
    const own = turn;
    turns.set(pane, own);
    const transcript = await port.open(path);
    const isMeant = turns.get(pane) === own;
    if ('problem' in transcript) {
      if (isMeant) tell({ type: 'failed', pane, problem: transcript.problem });
      return;
    }
    if (!isMeant) return void transcript.close();
    opened.set(pane, transcript);
    const { missing } = transcript;
    tell({ type: 'opened', pane, end: transcript.end(), missing });
    transcript.onChange((change) => {
      if (opened.get(pane) !== transcript) return;
      if (change === 'grown') tell({ type: 'grown', pane, end: transcript.end() });
      else tell({ type: change, pane });
    });
  };

  const read = async ({ pane, direction, position }: OrderOf<'read'>) => {
    const transcript = opened.get(pane);
    if (!transcript) return;
    const page = await transcript[direction](position);
    if (opened.get(pane) === transcript) tell({ type: 'read', pane, direction, page });
  };

  const search = async ({ pane, pattern, level }: OrderOf<'search'>) => {
    const transcript = opened.get(pane);
    if (!transcript) return;
    const matches = await transcript.search(pattern, level);
    if (opened.get(pane) === transcript) tell({ type: 'found', pane, pattern, matches });
  };

  const find = async ({ pane, session, near }: OrderOf<'find'>) => {
    const path = await port.pathOf(session, near);
    tell({ type: 'session', pane, session, path });
  };

  const list = async ({ pane, sessions, near }: OrderOf<'list-sessions'>) => {
    tell({ type: 'sessions', pane, listed: await port.listed(sessions, near) });
  };

  const color = async ({ pane, blocks }: OrderOf<'color'>) => {
    tell({ type: 'colored', pane, blocks: await coloredBlocks(blocks) });
  };

  const showPager = async ({ pane, level }: OrderOf<'page'>) => {
    const transcript = opened.get(pane);
    if (!transcript) return;
    const problem = await page(transcriptText(transcript, level));
    if (problem !== null) tell({ type: 'told', pane, sentence: problem });
  };

  const exportAll = async ({ pane, level, title, folder, format }: OrderOf<'export'>) => {
    const transcript = opened.get(pane);
    if (!transcript) return;
    const name = `${title.replaceAll('/', '-')}-transcript`;
    try {
      const path = await writeNewFile(
        { folder, name, ending: documentEndings[format] },
        exportedTranscript(transcript, { level, title, format }),
      );
      tell({
        type: 'told',
        pane,
        sentence: `Written to ${path}, without what looks like a secret.`,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      tell({ type: 'told', pane, sentence: `It could not be written: ${why}` });
    }
  };

  const carryOut = async (order: TranscriptOrder): Promise<void> => {
    switch (order.type) {
      case 'open':
        return open(order);
      case 'read':
        return read(order);
      case 'search':
        return search(order);
      case 'find':
        return find(order);
      case 'export':
        return exportAll(order);
      case 'list-sessions':
        return list(order);
      case 'color':
        return color(order);
      case 'page':
        return showPager(order);
      case 'close-all':
        for (const pane of turns.keys()) closePane(pane);
        return;
      default:
        return order satisfies never;
    }
  };

  return (order) => {
    // A disk that fails under a file that is open, or one that was closed meanwhile.
    carryOut(order).catch((error: unknown) => {
      const problem = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      if ('pane' in order && opened.has(order.pane))
        tell({ type: 'failed', pane: order.pane, problem });
    });
  };
}
