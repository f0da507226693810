import { visibleLine } from '../text/visible-text.ts';
import type { ListedSession } from './transcript-port.ts';

/** Of what is in the title of a pane, no more has room. Cells. */
const titleCells = 40;

/** What a session is called beside the one that its agent is on. */
export function sessionTitle({ name, prompt, startedAt }: ListedSession): string {
  return name ?? (prompt === null ? startedAt.replace('T', ' ') : visibleLine(prompt, titleCells));
}
