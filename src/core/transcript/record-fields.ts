import { at, listAt, numberAt, textAt } from '../text/json-fields.ts';
import { shellQuoted } from '../text/shell-quote.ts';
import type { PlanStep, TranscriptItem, WorkStatus } from './transcript-item.ts';

/** The texts of a message's or an output's parts. */
export function partsText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => textAt(part, 'text') ?? pictureIn(part)).join('');
}

function pictureIn(part: unknown): string {
  return textAt(part, 'type')?.includes('image') ? '[image]' : '';
}

/** Paths and addresses of a prompt's pictures; one that the rollout holds itself is called `inline`. */
export function imagesIn(content: readonly unknown[]): readonly string[] {
  return content.flatMap((part) => {
    if (!textAt(part, 'type')?.includes('image')) return [];
    const source = textAt(part, 'path') ?? textAt(part, 'url') ?? textAt(part, 'image_url') ?? '';
    return [source.startsWith('data:') || source === '' ? 'inline' : plainPath(source)];
  });
}

/** Codex writes some folders as `file://` addresses. */
export function plainPath(path: string): string {
  if (!path.startsWith('file://')) return path;
  const rest = path.slice('file://'.length);
  return URL_ESCAPE.test(rest) ? decoded(rest) : rest;
}

const URL_ESCAPE = /%[0-9a-f]{2}/i;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** Shells are left out: `["/bin/bash", "-lc", "ls"]` is `ls`. */
export function commandText(command: unknown): string | null {
  if (typeof command === 'string') return command;
  if (!Array.isArray(command)) return null;
  const words = command.filter((word) => typeof word === 'string');
  const [shell = '', flag = '', script] = words;
  const isShell = /(?:^|\/)(?:ba|z|da|fi)?sh$/.test(shell) && /^-l?c$/.test(flag);
  return isShell && script !== undefined ? script : words.map(shellQuoted).join(' ');
}

/** `{secs, nanos}`, as Rust writes it. */
export function durationMsAt(value: unknown, key: string): number | null {
  const seconds = numberAt(at(value, key), 'secs');
  const nanos = numberAt(at(value, key), 'nanos');
  return seconds === null ? null : Math.round(seconds * 1000 + (nanos ?? 0) / 1e6);
}

/** Codex writes `in_progress` and `inProgress`, `declined` and `denied`. */
export function statusOf(status: string | null): WorkStatus {
  if (status === 'completed' || status === 'success') return 'completed';
  if (status === 'failed' || status === 'error') return 'failed';
  return status === 'declined' || status === 'denied' ? 'declined' : 'running';
}

export function planItem(plan: unknown): TranscriptItem {
  return {
    type: 'plan',
    explanation: textAt(plan, 'explanation'),
    steps: listAt(plan, 'plan').map((step) => ({
      step: textAt(step, 'step') ?? '',
      status: stepStatus(textAt(step, 'status')),
    })),
  };
}

function stepStatus(status: string | null): PlanStep['status'] {
  return status === 'completed' || status === 'in_progress' ? status : 'pending';
}

const injectedStart = /^\s*(?:<[a-z_-]+[\s>]|# AGENTS\.md instructions)/i;

/** What codex itself says in the user's name begins with a tag of its own, or as it hands on an AGENTS.md. */
export function isInjected(text: string): boolean {
  return injectedStart.test(text);
}

export function promptItem(
  text: string,
  images: readonly string[],
  source: 'typed' | 'injected' = isInjected(text) ? 'injected' : 'typed',
): TranscriptItem {
  return { type: 'prompt', source, text, images };
}

/** Text as it is; anything else as JSON, an empty one as nothing. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value) ?? '';
  return text === '{}' || text === 'null' ? '' : text;
}
