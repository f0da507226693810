/** What codex asks of its model, cut down to what a script decides by. */
export type ModelRequest = {
  /** `title`: codex wants a name for the task; `compaction`: a summary of the conversation. */
  readonly kind: 'turn' | 'title' | 'compaction';
  /** What the person, or the parent of a subagent, said last; empty when nobody did. */
  readonly prompt: string;
  /** How many prompts the conversation has had, this one included. */
  readonly promptNumber: number;
  /** What the tools called since that prompt gave back, oldest first. */
  readonly outputs: readonly ToolOutput[];
  readonly subagent: boolean;
  readonly cwd: string | null;
  readonly model: string;
  readonly threadId: string;
};

export type ToolOutput = { readonly callId: string; readonly tool: string; readonly text: string };

export type Question = {
  readonly header: string;
  readonly question: string;
  readonly options: readonly { readonly label: string; readonly description: string }[];
};

/** Percent of an allowance used, and the epoch seconds at which it starts anew. */
export type Allowance = { readonly usedPercent: number; readonly resetsAtSeconds: number };

/**
 * One thing the model does. The steps of a script's answer are one HTTP response, in order; tools run
 * once the response is complete, and codex then asks again with their outputs.
 */
export type ModelStep =
  /** Streamed word by word, `wordDelayMs` apart; 0 sends it whole. */
  | { readonly type: 'text'; readonly text: string; readonly wordDelayMs: number }
  | { readonly type: 'reasoning'; readonly summary: string }
  /** With a `justification` it asks to leave the sandbox, which codex puts to the user as an approval. */
  | {
      readonly type: 'shell';
      readonly command: string;
      readonly justification?: string;
      /** How long the model waits for it before it goes on and leaves it running; without it, codex's 10 s. */
      readonly yieldTimeMs?: number;
    }
  /** In apply_patch's format, from `*** Begin Patch` on. */
  | { readonly type: 'patch'; readonly patch: string }
  | { readonly type: 'question'; readonly questions: readonly Question[] }
  | {
      readonly type: 'plan';
      readonly steps: readonly {
        readonly step: string;
        readonly status: 'pending' | 'in_progress' | 'completed';
      }[];
    }
  | { readonly type: 'spawn-agent'; readonly message: string }
  /** Any other output item, as it is but for the `call_id`, which it is given. */
  | { readonly type: 'item'; readonly item: Readonly<Record<string, unknown>> }
  /** As a first step it holds the response back whole, as a gate does. */
  | { readonly type: 'pause'; readonly delayMs: number }
  /** Holds the response until the server's owner releases the gate of this name. */
  | { readonly type: 'gate'; readonly gate: string }
  /** Instead of a stream: only as the first step, or after what holds the response back. */
  | { readonly type: 'http-error'; readonly status: number; readonly body: unknown }
  /** Only as the first step: the 5-hour and weekly limits that the answer's headers tell. */
  | { readonly type: 'limits'; readonly fiveHour: Allowance; readonly weekly: Allowance }
  /** `rate_limit_exceeded` makes codex wait and retry, `context_length_exceeded` fails the turn. */
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  /** The stream ends before it is complete. */
  | { readonly type: 'cut' }
  /** Says nothing more until codex or the server closes. */
  | { readonly type: 'hang' }
  /** What the response's end reports; without it, a small made-up count. */
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number };

/** Decides by content alone: codex retries, asks for titles and runs subagents, so counting requests misleads. */
export type ModelScript = (request: ModelRequest) => readonly ModelStep[];

/** Answers by itself what codex asks beside the turns of a conversation, so that `script` sees only those. */
export function answeringTurns(script: ModelScript): ModelScript {
  return (request) => {
    switch (request.kind) {
      case 'turn':
        return script(request);
      case 'title': {
        const asked = request.prompt.split('User prompt:\n').at(-1) ?? '';
        return [{ type: 'text', text: JSON.stringify({ title: titleOf(asked) }), wordDelayMs: 0 }];
      }
      case 'compaction':
        return [{ type: 'text', text: 'We have talked.', wordDelayMs: 80 }];
      default:
        return request.kind satisfies never;
    }
  };
}

/** The longest title that codex's schema allows. */
const titleLimit = 36;

/** The first words of a prompt, as many as fit. */
function titleOf(prompt: string): string {
  const [line = ''] = prompt.split('\n');
  if (line.length <= titleLimit) return line;
  const start = line.slice(0, titleLimit + 1);
  return start.slice(0, Math.max(start.lastIndexOf(' '), 0) || titleLimit);
}

/** Reads the body of `POST /responses` as codex 0.169.0 sends it; null when it is none. */
export function readModelRequest(body: unknown): ModelRequest | null {
  const input = listAt(body, 'input');
  if (!input) return null;
  const metadata = turnMetadata(body);
  const prompts = input.flatMap((item, index) => {
    const text = spokenText(item);
    return text === null ? [] : [{ index, text }];
  });
  const last = prompts.at(-1);
  return {
    kind: kindOf(body, metadata),
    prompt: last?.text ?? '',
    promptNumber: prompts.length,
    outputs: outputsIn(input, input.slice((last?.index ?? -1) + 1)),
    subagent: isSubagent(metadata),
    cwd: cwdIn(input),
    model: textAt(body, 'model') ?? '',
    threadId: textAt(metadata, 'thread_id') ?? '',
  };
}

function kindOf(body: unknown, metadata: unknown): ModelRequest['kind'] {
  if (textAt(metadata, 'thread_source') === 'thread_title') return 'title';
  if (textAt(metadata, 'request_kind')?.includes('compact')) return 'compaction';
  // A title's answer must be JSON of this shape, whatever the metadata are called in another version.
  const schema = at(at(at(body, 'text'), 'format'), 'schema');
  return at(at(schema, 'properties'), 'title') ? 'title' : 'turn';
}

function isSubagent(metadata: unknown): boolean {
  const name = textAt(metadata, 'agent_name');
  return textAt(metadata, 'thread_source') === 'subagent' || (name !== null && name !== '/root');
}

function turnMetadata(body: unknown): unknown {
  const text = textAt(at(body, 'client_metadata'), 'x-codex-turn-metadata');
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Null for what codex itself puts in the user's mouth, such as `<environment_context>`. */
function spokenText(item: unknown): string | null {
  if (textAt(item, 'type') !== 'message' || textAt(item, 'role') !== 'user') return null;
  const text = contentText(item);
  return /^\s*<[a-z_-]+[\s>]/i.test(text) || text.startsWith('# AGENTS.md') ? null : text;
}

function outputsIn(all: readonly unknown[], since: readonly unknown[]): readonly ToolOutput[] {
  const calls = new Map(
    all.flatMap((item) => {
      const callId = textAt(item, 'call_id');
      const name = textAt(item, 'name');
      return callId !== null && name !== null ? [[callId, name] as const] : [];
    }),
  );
  return since.flatMap((item) => {
    const callId = textAt(item, 'call_id');
    if (callId === null || !textAt(item, 'type')?.endsWith('_output')) return [];
    const output = at(item, 'output');
    const text = typeof output === 'string' ? output : contentText({ content: output });
    return [{ callId, tool: calls.get(callId) ?? '', text }];
  });
}

function cwdIn(input: readonly unknown[]): string | null {
  for (const item of input) {
    const cwd = /<cwd>(.*?)<\/cwd>/s.exec(contentText(item))?.[1];
    if (cwd) return cwd;
  }
  return null;
}

function contentText(item: unknown): string {
  return (listAt(item, 'content') ?? []).map((part) => textAt(part, 'text') ?? '').join('');
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textAt(value: unknown, key: string): string | null {
  const found = at(value, key);
  return typeof found === 'string' ? found : null;
}

function listAt(value: unknown, key: string): readonly unknown[] | null {
  const found = at(value, key);
  return Array.isArray(found) ? found : null;
}
