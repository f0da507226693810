import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentFormats } from '../../src/core/transcript/transcript-document.ts';
import type { TranscriptNews } from '../../src/core/transcript-view/transcript-pane.ts';
import { transcripts } from '../../src/system/transcript/open-transcript.ts';
import { transcriptReader } from '../../src/ui/transcript-reader.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[TX33] writes each format into a file of its own, and over none', async () => {
  const folder = scratchFolder();
  const secret = `sk-${'a1B2'.repeat(8)}`;
  const said = { type: 'agent_message', message: `The key is ${secret}.` };
  const lines = [
    ...recordedRollout('work').lines,
    JSON.stringify({ type: 'event_msg', payload: said }),
  ];
  writeFileSync(`${folder}/rollout.jsonl`, `${lines.join('\n')}\n`);
  const heard: ((news: TranscriptNews) => void)[] = [];
  const next = () => new Promise<TranscriptNews>((resolve) => heard.push(resolve));
  const order = transcriptReader(
    transcripts,
    (news) => heard.shift()?.(news),
    () => Promise.resolve(null),
  );
  const told = async (...orders: Parameters<typeof order>) => {
    const news = next();
    order(...orders);
    return news;
  };
  await told({ type: 'open', pane: 0, path: `${folder}/rollout.jsonl` });
  const exported = async (format: (typeof documentFormats)[number]) => {
    const news = await told({
      type: 'export',
      pane: 0,
      level: 'tools',
      title: 'api',
      format,
      folder,
    });
    const path = 'sentence' in news ? /^Written to (\S+),/.exec(news.sentence)?.[1] : undefined;
    return { path, text: readFileSync(path ?? '', 'utf8') };
  };
  for (const format of documentFormats) {
    const { text } = await exported(format);
    expect(text).toContain('The key is sk-a[redacted].');
    expect(text).not.toContain(secret);
  }
  const { path, text } = await exported('json');
  expect(path).toBe(`${folder}/api-transcript-2.jsonl`);
  const types = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(types).toEqual(
    expect.arrayContaining(['session', 'prompt', 'command', 'patch', 'answer']),
  );
  order({ type: 'close-all' });
});

it('[TX36] gives code the colours of its language, and leaves what it does not know', async () => {
  const blocks = [
    { language: 'ts', text: 'const a = 1;' },
    { language: 'no such', text: 'const a = 1;' },
  ];
  const news = await new Promise<TranscriptNews>((resolve) => {
    transcriptReader(transcripts, resolve, () => Promise.resolve(null))({
      type: 'color',
      pane: 2,
      blocks,
    });
  });
  expect(news).toMatchObject({ type: 'colored', pane: 2 });
  const lines = news.type === 'colored' ? news.blocks.map((one) => one.lines) : [];
  expect(lines[0]?.[0]?.[0]).toEqual({ role: 'code-keyword', text: 'const' });
  expect(lines[1]).toEqual([[{ role: 'code-plain', text: 'const a = 1;' }]]);
});
