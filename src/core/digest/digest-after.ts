import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';
import { transcriptEntry } from '../transcript/transcript-entry.ts';
import type { TranscriptItem } from '../transcript/transcript-item.ts';
import type { Digest } from './digest.ts';

/** Three rows of a tile 60 columns wide; all digests travel in every roster. */
const digestLimit = 160;

/** Most lines of a rollout tell nothing of this; it spares parsing them. */
const telling =
  /"(?:item_completed|user_message|agent_message|update_plan|plan_update|exec_command_end|patch_apply_end|mcp_tool_call_end)"/;

/** A line with more is a command's output or a picture, which takes longer to parse than its digest is worth. Characters. */
const lineLimit = 1_000_000;

/** The digest after one more line of the rollout; the same object when it says nothing new. */
export function digestAfter(digest: Digest, line: string): Digest {
  if (line.length > lineLimit || !telling.test(line)) return digest;
  return withItem(digest, transcriptEntry(line, 0).item);
}

function withItem(digest: Digest, item: TranscriptItem): Digest {
  switch (item.type) {
    case 'prompt':
      return item.source === 'typed' ? { ...digest, prompt: short(item.text) } : digest;
    case 'answer':
      return { ...digest, said: lastLine(item.text) ?? digest.said };
    case 'command':
      return withAction(digest, item.command, item);
    case 'patch':
      return withAction(
        digest,
        `patch ${item.files.map(({ path }) => nameIn(path)).join(' ')}`,
        item,
      );
    case 'tool':
      return withAction(digest, `${item.name} ${item.input}`, item);
    case 'plan': {
      const at = item.steps.findIndex(({ status }) => status !== 'completed');
      const number = at === -1 ? item.steps.length : at + 1;
      const step = short(item.steps[number - 1]?.step ?? '');
      return { ...digest, plan: step === null ? null : { step, number, steps: item.steps.length } };
    }
    default:
      return digest;
  }
}

function withAction(
  digest: Digest,
  text: string,
  item: Extract<TranscriptItem, { type: 'command' | 'patch' | 'tool' }>,
): Digest {
  if (item.status === 'running') return digest;
  const outcome = item.status === 'completed' ? 'succeeded' : item.status;
  const exitCode = item.type === 'command' ? item.exitCode : null;
  return { ...digest, action: { text: short(text) ?? item.type, outcome, exitCode } };
}

/** A patch's folders say less than its files. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The end of an answer is where it comes to the point, or asks; fences and marks of lists say nothing. */
function lastLine(text: string): string | null {
  const lines = text.slice(-digestLimit * 4).split('\n');
  for (const line of lines.toReversed()) {
    const said = short(line.replace(/^\s*(?:```.*|[-*#>]+\s)/, '').replace(/[*`]{1,3}/g, ''));
    if (said !== null) return said;
  }
  return null;
}

function short(text: string): string | null {
  const line = cutText(plainText(text.slice(0, digestLimit * 4)), digestLimit);
  return line === '' ? null : line;
}
