import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { joinedEntries } from '../../src/core/transcript/joined-entries.ts';
import type { TranscriptEntry } from '../../src/core/transcript/transcript-item.ts';
import type { OpenTranscript } from '../../src/core/transcript/transcript-port.ts';
import { transcripts } from '../../src/system/transcript/open-transcript.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function opened(path: string): Promise<OpenTranscript> {
  const transcript = await transcripts.open(path);
  if ('problem' in transcript) throw new Error(transcript.problem);
  onTestFinished(() => transcript.close());
  return transcript;
}

/** A rollout of these lines, each an event. */
function rolloutOf(lines: readonly string[], name = 'rollout.jsonl'): string {
  const path = `${scratchFolder()}/${name}`;
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

const says = (message: string) =>
  JSON.stringify({ type: 'event_msg', payload: { type: 'agent_message', message } });

async function fromEnd(transcript: OpenTranscript): Promise<readonly TranscriptEntry[]> {
  let entries: readonly TranscriptEntry[] = [];
  for (let position = transcript.end(); position > 0; ) {
    const page = await transcript.before(position);
    expect(page.to).toBe(position);
    expect(page.from).toBeLessThan(position);
    entries = [...page.entries, ...entries];
    position = page.from;
  }
  return entries;
}

async function fromBeginning(transcript: OpenTranscript): Promise<readonly TranscriptEntry[]> {
  let entries: readonly TranscriptEntry[] = [];
  for (let position = 0; position < transcript.end(); ) {
    const page = await transcript.after(position);
    expect(page.from).toBe(position);
    entries = [...entries, ...page.entries];
    position = page.to;
  }
  return entries;
}

const linesOf = (entries: readonly TranscriptEntry[]) => entries.map(({ line }) => line);
const answersOf = (entries: readonly TranscriptEntry[]) =>
  entries.flatMap(({ item }) => (item.type === 'answer' ? [item.text] : []));

/** Resolves with the next change. */
function nextChange(transcript: OpenTranscript): Promise<string> {
  return new Promise((resolve) => {
    const end = transcript.onChange((change) => {
      end();
      resolve(change);
    });
  });
}

describe('pages', () => {
  it('[TX9] are all lines once and in order, from either end', async () => {
    const long = 'x'.repeat(1000);
    const lines = Array.from({ length: 2000 }, (_, index) => says(`${index} ${long}`));
    const transcript = await opened(rolloutOf(lines));
    expect(linesOf(await fromEnd(transcript))).toEqual(lines);
    expect(linesOf(await fromBeginning(transcript))).toEqual(lines);
  });

  it('[TX9] grow to hold a line that is longer than a page', async () => {
    const lines = [says('before'), says('y'.repeat(3_000_000)), says('behind')];
    const transcript = await opened(rolloutOf(lines));
    expect(linesOf(await fromEnd(transcript))).toEqual(lines);
    expect(linesOf(await fromBeginning(transcript))).toEqual(lines);
  });

  it('[TX12] name a line that is too long, and go on', async () => {
    const lines = [says('before'), says('z'.repeat(17 * 1024 * 1024)), says('behind')];
    const transcript = await opened(rolloutOf(lines));
    for (const entries of [await fromEnd(transcript), await fromBeginning(transcript)]) {
      expect(entries.map(({ item }) => (item.type === 'note' ? item.text : item.type))).toEqual([
        'answer',
        'a line of 17 MB is too long to be shown',
        'answer',
      ]);
    }
  });

  it('[TX12] show bytes that are no UTF-8 as U+FFFD', async () => {
    const path = rolloutOf([]);
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(says('a?b').replace('?', '\xff'), 'latin1'), Buffer.from('\n')]),
    );
    expect(answersOf(await fromEnd(await opened(path)))).toEqual(['a\ufffdb']);
  });

  it('[TX13] come from a packed rollout, too', async () => {
    const lines = [says('one'), says('two')];
    const path = rolloutOf([], 'rollout.jsonl.zst');
    writeFileSync(path, zstdCompressSync(Buffer.from(lines.map((line) => `${line}\n`).join(''))));
    expect(linesOf(await fromEnd(await opened(path)))).toEqual(lines);
  });

  it('[TX9] of what cannot be read are a problem in words', async () => {
    const folder = scratchFolder();
    expect(await transcripts.open(`${folder}/none`)).toEqual({ problem: 'is not there' });
    expect(await transcripts.open(folder)).toEqual({
      problem: expect.stringContaining('not a file'),
    });
    const empty = await opened(rolloutOf([]));
    expect(empty.end()).toBe(0);
    expect(await empty.before(0)).toEqual({ from: 0, to: 0, entries: [] });
  });
});

describe('forks', () => {
  const [parent, fork] = [recordedRollout('forks'), recordedRollout('forks-2')];
  const idOf = (line = '') => JSON.parse(line).payload.id as string;

  function homeWith(rollouts: readonly { readonly lines: readonly string[] }[]): string {
    const folder = `${scratchFolder()}/sessions/2026/11/21`;
    mkdirSync(folder, { recursive: true });
    for (const { lines } of rollouts) {
      const path = `${folder}/rollout-2026-11-21T10-00-00-${idOf(lines[0])}.jsonl`;
      writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
    }
    return `${folder}/rollout-2026-11-21T10-00-00-${idOf(fork.lines[0])}.jsonl`;
  }

  it("[TX10] begin with their parent's lines, up to the fork", async () => {
    const later = {
      lines: [...parent.lines, '{"timestamp":"2026-11-21T12:00:00Z","ordinal":43,"type":"x"}'],
    };
    const transcript = await opened(homeWith([later, fork]));
    const entries = await fromEnd(transcript);
    expect(linesOf(entries)).toEqual([...parent.lines.slice(0, 43), ...fork.lines]);
    expect(linesOf(await fromBeginning(transcript))).toEqual(linesOf(entries));
    expect(transcript.missing).toEqual([]);
    const prompts = joinedEntries(entries).flatMap(({ item }) =>
      item.type === 'prompt' && item.source === 'typed' ? [item.text] : [],
    );
    expect(prompts).toEqual(['run three commands', 'explain kettles', 'make a plan']);
  });

  it('[TX10] say which parent is missing', async () => {
    const transcript = await opened(homeWith([fork]));
    expect(transcript.missing).toEqual([idOf(parent.lines[0])]);
    expect(linesOf(await fromEnd(transcript))).toEqual(fork.lines);
  });
});

describe('changes', () => {
  it('[TX11] of a file that grows are told once a line is whole', async () => {
    const path = rolloutOf([says('one')]);
    appendFileSync(path, says('two').slice(0, 20));
    const transcript = await opened(path);
    const before = transcript.end();
    expect(answersOf(await fromEnd(transcript))).toEqual(['one']);
    const change = nextChange(transcript);
    appendFileSync(path, `${says('two').slice(20)}\n`);
    expect(await change).toBe('grown');
    const page = await transcript.after(before);
    expect(answersOf(page.entries)).toEqual(['two']);
    expect(page.to).toBe(transcript.end());
  });

  it('[TX11] tell of a file that is cut, replaced or deleted', async () => {
    const cut = rolloutOf([says('one'), says('two')]);
    const cutChange = nextChange(await opened(cut));
    writeFileSync(cut, '');
    expect(await cutChange).toBe('replaced');
    const replaced = rolloutOf([says('one')]);
    const replacement = rolloutOf([says('other'), says('more')]);
    const replacedChange = nextChange(await opened(replaced));
    renameSync(replacement, replaced);
    expect(await replacedChange).toBe('replaced');
    const deleted = rolloutOf([says('one')]);
    const deletedChange = nextChange(await opened(deleted));
    rmSync(deleted);
    expect(await deletedChange).toBe('gone');
  });
});

describe('search', () => {
  const lines = [
    says('a Kettle'),
    says('nothing'),
    JSON.stringify({
      type: 'response_item',
      payload: {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'kettle' }],
      },
    }),
    says('say "kettle\\" and größer ÄPFEL'),
  ];

  async function found(pattern: string, level: 'text' | 'raw' = 'text') {
    const transcript = await opened(rolloutOf(lines));
    const { positions, isCut } = await transcript.search(pattern, level);
    expect(isCut).toBe(false);
    const entries = await fromEnd(transcript);
    return positions.map((position) => entries.findIndex((entry) => entry.position === position));
  }

  it('[TX14] finds what is shown, newest first', async () => {
    expect(await found('kettle')).toEqual([3, 0]);
    expect(await found('Kettle')).toEqual([0]);
    expect(await found('kettle', 'raw')).toEqual([3, 2, 0]);
    expect(await found('"kettle\\"')).toEqual([3]);
    expect(await found('größer')).toEqual([3]);
    expect(await found('äpfel')).toEqual([3]);
    expect(await found('a.kettle')).toEqual([]);
    expect(await found('')).toEqual([]);
  });

  it('[TX14] says when there are more than it counts', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => says(`kettle ${index}`));
    const { positions, isCut } = await (await opened(rolloutOf(many))).search('kettle', 'text');
    expect([positions.length, isCut]).toEqual([2000, true]);
  });
});
