import * as v from 'valibot';
import { jsonValue } from '../text/json-value.ts';
import type { PromptJob, PromptStage } from './prompt-job.ts';
import { promptTitle } from './prompt-text.ts';
import type { PromptId } from './receipt.ts';

/** Raised when an older host would misread a newer file. */
const savedVersion = 1;

const instant = v.number();

const savedStageSchema = v.variant('type', [
  v.object({ type: v.literal('waiting') }),
  /** It may have been sent. */
  v.object({ type: v.literal('typed') }),
  v.object({
    type: v.literal('settled'),
    state: v.picklist(['accepted', 'refused', 'failed', 'cancelled']),
    why: v.nullable(v.string()),
    at: instant,
    takenAt: v.nullable(instant),
  }),
]);

const savedSchema = v.object({
  version: v.literal(savedVersion),
  prompts: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/)),
      batch: v.string(),
      name: v.string(),
      text: v.string(),
      title: v.string(),
      when: v.picklist(['ready', 'now', 'queue']),
      commands: v.picklist(['run', 'send-as-text']),
      queuedAt: instant,
      typedAt: v.nullable(instant),
      stage: savedStageSchema,
    }),
  ),
});

type Saved = v.InferOutput<typeof savedSchema>;

/** The queue of one agent, as it outlives the host. */
export function savedPromptsText(jobs: readonly PromptJob[]): string {
  const saved: Saved = {
    version: savedVersion,
    prompts: jobs.map((job) => ({ ...job, stage: savedStage(job.stage) })),
  };
  return `${JSON.stringify(saved)}\n`;
}

function savedStage(stage: PromptStage): Saved['prompts'][number]['stage'] {
  switch (stage.type) {
    case 'waiting':
      return { type: 'waiting' };
    case 'settled':
      return stage;
    case 'pasting':
    case 'pasted':
    case 'sending':
    case 'sent':
    case 'missed':
      return { type: 'typed' };
    default:
      return stage satisfies never;
  }
}

/**
 * The queue that a host before this one kept. What was typed is not typed again: it is looked for in what codex has
 * written. `problem` says what is wrong with the text.
 */
export function promptsFromSaved(
  text: string,
  now: number,
): readonly PromptJob[] | { readonly problem: string } {
  const parsed = v.safeParse(savedSchema, jsonValue(text));
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]);
    return { problem: where === null ? 'it is no saved queue' : `its "${where}" cannot be read` };
  }
  return parsed.output.prompts.map((saved) => ({
    ...saved,
    id: saved.id as PromptId,
    title: promptTitle(saved.title),
    stage: stageFromSaved(saved.stage, now),
  }));
}

function stageFromSaved(saved: Saved['prompts'][number]['stage'], now: number): PromptStage {
  switch (saved.type) {
    case 'waiting':
      return { type: 'waiting', why: null, notBefore: 0 };
    case 'typed':
      return { type: 'missed', at: now, asked: false, why: 'the host ended before codex took it' };
    case 'settled':
      return saved;
    default:
      return saved satisfies never;
  }
}
