import { type PanePiece, panePiece } from '../screen/pane.ts';
import type { LineRole } from '../transcript/line-parts.ts';

const looks: Readonly<Record<LineRole, PanePiece['role']>> = {
  prompt: 'name',
  answer: 'text',
  heading: 'name',
  code: 'ready',
  command: 'working',
  output: 'muted',
  file: 'name',
  hunk: 'muted',
  added: 'text',
  removed: 'text',
  plan: 'text',
  question: 'needsYou',
  warning: 'interrupted',
  error: 'failed',
  quiet: 'muted',
};

/** Where there are few colours the text itself has that of its ground. */
const grounds: Readonly<Partial<Record<LineRole, PanePiece['ground']>>> = {
  added: 'added',
  removed: 'deleted',
};

export function lookedPiece(role: LineRole, text: string): PanePiece {
  return panePiece(looks[role], text, grounds[role] ?? 'none');
}
