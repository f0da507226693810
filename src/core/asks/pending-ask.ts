/** The meanings of answers that have a key in the grid. */
export type AnswerMeaning = 'approve' | 'session' | 'deny';

/** One answer that can be given to what an agent waits for. */
export type AskChoice = {
  /** From 1, as codex numbers them. */
  readonly number: number;
  /** As codex says it. */
  readonly label: string;
  /** Null for one that is none of the three, such as an option of a question. */
  readonly means: AnswerMeaning | null;
  /** What follows from it where the label does not say: of dialogs of codex. */
  readonly consequence: string | null;
};

/** What an agent waits for its user with: one approval, one question or one startup dialog. Texts are plain. */
export type PendingAsk = {
  /** Names this very request: another one of the same agent never has the same. */
  readonly id: string;
  readonly kind: 'approval' | 'question' | 'dialog';
  /** What is asked, in one line. */
  readonly title: string;
  /** The command, or a summary of the patch; null for others. At most 4,000 characters. */
  readonly subject: string | null;
  /** Codex's reason for asking; null when it gave none. */
  readonly reason: string | null;
  /** The name of the subagent that asks; null for the root. */
  readonly subagent: string | null;
  /** Epoch ms. */
  readonly since: number;
  /** Those that can be given from here; none when `problem` says why. */
  readonly choices: readonly AskChoice[];
  /** Why it can only be answered in the agent itself, or not yet; null when it can be answered now. */
  readonly problem: string | null;
};
