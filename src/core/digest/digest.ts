/** What a session has come to, in a few plain lines of at most `digestLimit` characters; null is what nothing was said of. */
export type Digest = {
  /** The newest of its user's. */
  readonly prompt: string | null;
  /** The last command, patch or tool that came to an end. */
  readonly action: DigestAction | null;
  /** The step it is at, counted from 1. */
  readonly plan: { readonly step: string; readonly number: number; readonly steps: number } | null;
  /** The last line of its newest message. */
  readonly said: string | null;
};

export type DigestAction = {
  readonly text: string;
  readonly outcome: 'succeeded' | 'failed' | 'declined';
  /** Of a command, as far as codex tells. */
  readonly exitCode: number | null;
};

export const noDigest: Digest = { prompt: null, action: null, plan: null, said: null };
