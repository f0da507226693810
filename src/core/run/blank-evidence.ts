import type { SessionId } from '../agent/agent.ts';
import type { Evidence, MarkerEvidence } from '../lifecycle/evidence.ts';
import type { EvidenceLine } from '../lifecycle/evidence-line.ts';
import { shortLine, toolLine } from '../lifecycle/tool-line.ts';
import { placeholders } from './placeholders.ts';
import { stableIds } from './stable-ids.ts';

/**
 * Evidence without what user, model and tools said, that the reducer takes as it took the real one. Only what is
 * known to be a word of codex's or of ours stays; whatever else is text is replaced.
 */
export function blankEvidence(lines: readonly EvidenceLine[]): readonly EvidenceLine[] {
  const texts = placeholders();
  const idOf = stableIds(idsIn(lines));
  const pathOf = numbered('/run/rollout-', '.jsonl');
  const tools = toolBlanking(texts);
  // A tool's line stands in what was known before the marker that names the tool.
  for (const { tool } of markersIn(lines)) if (tool) tools.blank(tool);
  const blank = (value: unknown, key: string): unknown => {
    if (value === null || typeof value !== 'object') {
      return typeof value === 'string' ? blankText(key, value) : value;
    }
    if (Array.isArray(value)) return value.map((one) => blank(one, key));
    if (key === 'tool') return tools.blank(value as NonNullable<MarkerEvidence['tool']>);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) =>
        key === 'subagents' ? [idOf(name), blank(one, '')] : [name, blank(one, name)],
      ),
    );
  };
  const blankText = (key: string, text: string): string => {
    if (idKeys.has(key)) return idOf(text);
    if (key === 'rolloutPath') return pathOf(text);
    if (wordKeys.has(key) && isWord(text)) return text;
    if (key === 'model' && codexModel.test(text)) return text;
    return tools.lineOf(text) ?? texts(shortLine(text) ?? '');
  };
  return lines.map((line) => blank(line, '') as EvidenceLine);
}

const idKeys: ReadonlySet<string> = new Set(['sessionId', 'turnId', 'subagentId']);

/** Texts from outside that are words of codex's. */
const outsideWordKeys = ['ignored', 'rule', 'dialog', 'signal', 'reviewer'] as const;

/** Keys whose texts are one of a few words of ours: all that there are, so that a new one is not forgotten. */
const ourWordKeys = {
  answer: true,
  because: true,
  end: true,
  event: true,
  how: true,
  key: true,
  kind: true,
  name: true,
  openedBy: true,
  report: true,
  sends: true,
  shows: true,
  source: true,
  state: true,
  status: true,
  type: true,
  verdict: true,
  witness: true,
} satisfies Record<WordKey<EvidenceLine>, true>;

const wordKeys: ReadonlySet<string> = new Set([...Object.keys(ourWordKeys), ...outsideWordKeys]);

type WordKey<T> = T extends string
  ? never
  : T extends readonly (infer One)[]
    ? WordKey<One>
    : T extends object
      ? {
          [K in keyof T & string]-?: IsWord<NonNullable<T[K]>> extends true ? K : WordKey<T[K]>;
        }[keyof T & string]
      : never;

type IsWord<T> = [T] extends [string]
  ? string extends T
    ? false
    : [T] extends [SessionId]
      ? false
      : true
  : false;

/** A reason in words of a person's, or a command, is longer or has other marks. */
function isWord(text: string): boolean {
  return /^[\w :+-]{1,48}$/.test(text);
}

const codexModel = /^(?:gpt|codex|o\d)[\w.:-]*$/;

/** Whose names say nothing but what codex can do; those of MCP servers are their user's. */
const codexTools: ReadonlySet<string> = new Set(
  'Bash apply_patch request_user_input update_plan view_image web_search spawn_agent wait send_input close_agent'.split(
    ' ',
  ),
);

type Tool = NonNullable<MarkerEvidence['tool']>;

/** The reducer tells tools apart by their lines; so the lines of blanked ones are those of the real ones, blanked. */
function toolBlanking(texts: (text: string) => string) {
  const lines = new Map<string, string>();
  return {
    blank(tool: Tool): Tool {
      const name = codexTools.has(tool.name) ? tool.name : texts(shortLine(tool.name) ?? '');
      const reason = tool.reason === null ? null : texts(shortLine(tool.reason) ?? '');
      const blanked = { name, command: blankCommand(tool, texts), reason };
      lines.set(toolLine(tool), toolLine(blanked));
      return blanked;
    },
    lineOf: (line: string) => lines.get(line),
  };
}

function blankCommand(tool: Tool, texts: (text: string) => string): string | null {
  const said = shortLine(tool.command);
  if (said === null) return tool.command;
  if (tool.name !== 'apply_patch') return texts(said);
  const files = /^patch (.*)$/.exec(toolLine(tool))?.[1];
  return files === undefined ? '' : `*** Update File: ${texts(files)}`;
}

function numbered(before: string, after: string): (text: string) => string {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return `${before}${number}${after}`;
  };
}

function markersIn(lines: readonly EvidenceLine[]): readonly MarkerEvidence[] {
  const evidence = lines.flatMap((line): readonly Evidence[] => {
    if (line.type === 'heard') return [line.evidence];
    return line.type === 'from' ? line.lifecycle.memory.foreign : [];
  });
  return evidence.filter((one) => one.witness === 'marker');
}

function idsIn(lines: readonly EvidenceLine[]): readonly string[] {
  const ids: (string | SessionId)[] = [];
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'string' && idKeys.has(key)) ids.push(value);
    if (typeof value !== 'object' || value === null) return;
    if (key === 'subagents') ids.push(...Object.keys(value));
    for (const [name, one] of Object.entries(value)) look(one, name);
  };
  for (const line of lines) look(line, '');
  return ids;
}
