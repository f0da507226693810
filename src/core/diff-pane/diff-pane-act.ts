import type { AgentId } from '../agent/agent.ts';
import type { Reply } from '../host/host-commands.ts';
import { keyFor } from '../screen/bindings.ts';
import { takePrompted } from '../screen/receipt-keys.ts';
import {
  type Act,
  agentOf,
  type ScreenEffect,
  type ScreenEvent,
  type ScreenModel,
  selectedAgent,
  unchanged,
  withNotice,
  withOverlay,
} from '../screen/screen-state.ts';
import type { TextEditor } from '../screen/text-editor.ts';
import { type DiffDocument, documentOf, rowsWith } from './diff-document.ts';
import {
  contentOf,
  type DiffContent,
  type DiffPane,
  type DiffSearch,
  newDiffPane,
} from './diff-pane.ts';
import { diffLayout, firstRow } from './diff-pane-layout.ts';

/** Of the selected agent. */
export function openDiff(model: ScreenModel): Act {
  const agent = selectedAgent(model);
  if (!agent) return unchanged(model);
  const pane = newDiffPane(agent.id);
  return {
    model: withOverlay(model, { type: 'diff', pane }).model,
    effects: [{ type: 'read-diff', agent: agent.id, reading: pane.readings }],
  };
}

/** What was read stays in view until the new reading is there. */
export function readAgain(model: ScreenModel, pane: DiffPane): Act {
  const { content, readings } = pane;
  const again: DiffPane = {
    ...pane,
    readings: readings + 1,
    content: content.type === 'read' ? content : { type: 'asked' },
  };
  return {
    model: withOverlay(model, { type: 'diff', pane: again }).model,
    effects: [{ type: 'read-diff', agent: pane.agent, reading: again.readings }],
  };
}

export function takeDiff(
  model: ScreenModel,
  { agent, reading, diff }: Extract<ScreenEvent, { type: 'diff-read' }>,
): Act {
  const pane = paneOf(model, { agent, reading });
  if (pane === null) return unchanged(model);
  if ('problem' in diff) {
    const content = { type: 'problem', message: diff.problem } as const;
    return withPane(model, { ...pane, content });
  }
  const { files, notes, ...told } = diff;
  const document = documentOf(files, notes);
  const content: DiffContent = {
    type: 'read',
    ...told,
    document,
    colors: new Map(),
    git: agentOf(model, agent)?.git ?? null,
  };
  const cursor = samePlace(pane, content);
  const search = pane.search && searchOf(document, pane.search.pattern);
  return withPane(model, { ...pane, content, cursor, search });
}

export function searchOf(document: DiffDocument, pattern: string): DiffSearch {
  return { pattern, rows: rowsWith(document, pattern) };
}

/** Where the cursor was, as far as it can be told: the same row of the same file. */
function samePlace(pane: DiffPane, { document }: DiffContent): number {
  const before = contentOf(pane)?.document;
  const row = before?.rows[pane.cursor];
  const path = row && before.files[row.file]?.path;
  const file = document.files.findIndex((one) => one.path === path);
  if (!before || !row || file === -1) return 0;
  const offset = pane.cursor - before.rows.findIndex((one) => one.file === row.file);
  const first = document.rows.findIndex((one) => one.file === file);
  const last = document.rows.findLastIndex((one) => one.file === file);
  return Math.min(first + offset, last);
}

export function takeColors(
  model: ScreenModel,
  told: Extract<ScreenEvent, { type: 'diff-colored' }>,
): Act {
  const pane = paneOf(model, told);
  const content = pane && contentOf(pane);
  if (!content) return unchanged(model);
  const colors = new Map(content.colors).set(told.file, told.colors);
  return withPane(model, { ...pane, content: { ...content, colors } });
}

/** The reply to a comment: what is refused is had again. */
export function takeComment(
  model: ScreenModel,
  { agent, text }: { readonly agent: AgentId; readonly text: TextEditor },
  reply: Reply,
): Act {
  const taken = takePrompted(model, null, reply);
  const name = agentOf(model, agent)?.name ?? 'It';
  if (reply.ok) {
    const key = keyFor(model.bindings, 'receipts');
    return withNotice(
      taken.model,
      `The comment is on its way to ${name}; ${key} in the grid shows what becomes of it.`,
    );
  }
  const { overlay } = taken.model;
  if (overlay.type !== 'diff' || overlay.pane.agent !== agent) return taken;
  return { ...taken, model: withPane(taken.model, { ...overlay.pane, draft: text }).model };
}

function paneOf(
  { overlay }: ScreenModel,
  { agent, reading }: { readonly agent: AgentId; readonly reading: number },
): DiffPane | null {
  if (overlay.type !== 'diff') return null;
  const { pane } = overlay;
  return pane.agent === agent && pane.readings === reading ? pane : null;
}

/** With the view where the cursor is, and the colours of what came into it asked for. */
export function withPane(model: ScreenModel, pane: DiffPane): Act {
  const content = contentOf(pane);
  if (content === null) return withOverlay(model, { type: 'diff', pane });
  const { rows } = diffLayout(model, pane, content).body;
  const top = firstRow(pane, { rows, count: content.document.rows.length });
  const shown = content.document.rows.slice(top, top + rows).map(({ file }) => file);
  const wanted = [...new Set(shown)].filter((file) => !content.colors.has(file));
  const colors = new Map([...content.colors, ...wanted.map((file) => [file, null] as const)]);
  const effects = wanted.flatMap((at): readonly ScreenEffect[] => {
    const file = content.document.files[at];
    if (!file) return [];
    return [{ type: 'color-diff', agent: pane.agent, reading: pane.readings, at, file }];
  });
  const asked = wanted.length > 0 ? { ...content, colors } : content;
  return {
    model: withOverlay(model, { type: 'diff', pane: { ...pane, top, content: asked } }).model,
    effects,
  };
}
