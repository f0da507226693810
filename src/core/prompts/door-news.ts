import { isUnsettled, type PromptJob, settledJob } from './prompt-job.ts';
import { holdsPrompt } from './taken-prompt.ts';

/** Between two attempts at what could not be done. */
const retryMs = 250;

/** What became of an order to paste or to press. */
export function withPut(job: PromptJob, isDone: boolean, now: number): PromptJob {
  const { stage } = job;
  switch (stage.type) {
    case 'pasting':
      return isDone
        ? {
            ...job,
            stage: { type: 'pasted', isSaved: false, presses: 0, why: null, notBefore: now },
          }
        : {
            ...job,
            typedAt: null,
            stage: { type: 'waiting', why: null, notBefore: now + retryMs },
          };
    case 'sending': {
      const { isSaved, presses, shown } = stage;
      const sent = { type: 'sent', isSaved, shown, why: null, left: false, looks: 0 } as const;
      return isDone
        ? { ...job, stage: { ...sent, presses: presses + 1, pressedAt: now } }
        : // A key that was pressed before may have been taken after all.
          presses > 0
          ? { ...job, stage: { ...sent, presses, pressedAt: now } }
          : {
              ...job,
              stage: { type: 'pasted', isSaved, presses, why: null, notBefore: now + retryMs },
            };
    }
    default:
      return job;
  }
}

/** It is on the disk now that it was typed. */
export function withSaved(job: PromptJob): PromptJob {
  return job.stage.type === 'pasted' ? { ...job, stage: { ...job.stage, isSaved: true } } : job;
}

/** Codex says that it took a prompt: the oldest of ours that it can be, null when it is none. `at` is epoch ms. */
export function takenJob(
  jobs: readonly PromptJob[],
  { text, at }: { readonly text: string; readonly at: number },
): PromptJob | null {
  const canBe = (job: PromptJob) =>
    isUnsettled(job) && job.typedAt !== null && at >= job.typedAt && holdsPrompt(text, job.text);
  // A marker may be told of twice.
  const isKnown = ({ stage }: PromptJob) => stage.type === 'settled' && stage.takenAt === at;
  if (jobs.some(isKnown)) return null;
  const likely = jobs.filter(canBe);
  return likely.find((job) => job.text === text.trim()) ?? likely[0] ?? null;
}

/** From when on to count how often codex has written down the prompt, epoch ms. */
export function searchedSince(jobs: readonly PromptJob[], job: PromptJob): number {
  return likeIt(jobs, job)[0]?.typedAt ?? job.queuedAt;
}

/** Codex has written it down that often since `searchedSince`. Prompts of the same text take one each. */
export function withFound(
  jobs: readonly PromptJob[],
  job: PromptJob,
  { count, at }: { readonly count: number; readonly at: number },
): PromptJob {
  if (!isUnsettled(job)) return job;
  const isFound = count > likeIt(jobs, job).findIndex(({ id }) => id === job.id);
  if (isFound) return settledJob(job, 'accepted', { why: null, at });
  const { stage } = job;
  return stage.type === 'missed' ? settledJob(job, 'failed', { why: stage.why, at }) : job;
}

/** Those of the same text that codex may have taken, in the order in which they were typed. */
function likeIt(jobs: readonly PromptJob[], { text }: PromptJob): readonly PromptJob[] {
  const mayBeTaken = ({ stage }: PromptJob) =>
    stage.type !== 'settled' || stage.state === 'accepted';
  return jobs
    .filter((job) => job.text === text && job.typedAt !== null && mayBeTaken(job))
    .toSorted((one, other) => (one.typedAt ?? 0) - (other.typedAt ?? 0));
}
