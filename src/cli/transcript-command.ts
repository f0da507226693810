import { once } from 'node:events';
import { referredAgent } from '../core/agent/agent-reference.ts';
import {
  type EntryStream,
  emptyStream,
  settledEntries,
} from '../core/transcript/settled-entries.ts';
import type { TranscriptDocument } from '../core/transcript/transcript-document.ts';
import type { TranscriptEntry } from '../core/transcript/transcript-item.ts';
import {
  isShownAt,
  type TranscriptLevel,
  transcriptLevels,
} from '../core/transcript/transcript-level.ts';
import type { OpenTranscript } from '../core/transcript/transcript-port.ts';
import { transcripts } from '../system/transcript/open-transcript.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost, withSavedAgents } from './host-access.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';
import { isShown } from './replies.ts';
import { transcriptFormats, writerOf } from './transcript-writer.ts';

type Wanted = {
  readonly format: (typeof transcriptFormats)[number];
  readonly level: TranscriptLevel;
  /** Prompts, from the end; null is all. */
  readonly last: number | null;
  readonly follow: boolean;
  readonly session: string | null;
};

/** Never starts the host, and never changes anything. */
export function printTranscript(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  const wanted = wantedOf(call);
  if ('exitCode' in wanted) return Promise.resolve(wanted);
  const print = (name: string, path: string | null) =>
    printRollout({ name, path, wanted, surroundings });
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'show', agent: reference }, isShown, ({ agent, rolloutPath }) =>
        print(agent.name, rolloutPath),
      ),
    without: (places) =>
      withSavedAgents(places, surroundings, (agents) => {
        const found = referredAgent(agents, reference);
        if ('problem' in found) return failed(found.problem);
        return print(found.name, found.lifecycle.rolloutPath);
      }),
  });
}

function wantedOf({ options }: Call): Wanted | Outcome {
  const { format = 'text', level = 'tools', last, session } = options;
  const knownFormat = transcriptFormats.find((known) => known === format);
  if (!knownFormat) return wrongUsage(`--format is one of ${transcriptFormats.join(', ')}.`);
  const knownLevel = transcriptLevels.find((known) => known === level);
  if (!knownLevel) return wrongUsage(`--level is one of ${transcriptLevels.join(', ')}.`);
  const isCount = typeof last === 'string' && /^[1-9]\d{0,5}$/.test(last);
  if (last !== undefined && !isCount)
    return wrongUsage('--last is a number of prompts, from 1 on.');
  return {
    format: knownFormat,
    level: knownLevel,
    last: isCount ? Number(last) : null,
    follow: options['follow'] === true,
    session: typeof session === 'string' ? session : null,
  };
}

type Printing = {
  readonly name: string;
  readonly path: string | null;
  readonly wanted: Wanted;
  readonly surroundings: Surroundings;
};

async function printRollout(printing: Printing): Promise<Outcome> {
  const { name, path, wanted, surroundings } = printing;
  if (path === null) {
    return failed(`${name} has no transcript yet: it has not been given anything to do.`);
  }
  const own = wanted.session === null ? path : await transcripts.pathOf(wanted.session, path);
  if (own === null) {
    return failed(`${name} has no session ${wanted.session}. codex-grid show ${name} lists them.`);
  }
  const transcript = await transcripts.open(own);
  if ('problem' in transcript) return failed(`The rollout ${own} ${transcript.problem}.`);
  try {
    const { stdout, env } = surroundings;
    const writer = writerOf({ format: wanted.format, title: name, stdout, env });
    return await printAll(transcript, writer, printing);
  } finally {
    await transcript.close();
  }
}

async function printAll(
  transcript: OpenTranscript,
  writer: TranscriptDocument,
  { wanted, surroundings }: Printing,
): Promise<Outcome> {
  const { stdout } = surroundings;
  for (const session of transcript.missing) {
    surroundings.tell(`It was forked from the session ${session}, whose rollout is not there.`);
  }
  let position = wanted.last === null ? 0 : await promptFromEnd(transcript, wanted.last);
  let stream: EntryStream = emptyStream;
  const write = async (more: readonly TranscriptEntry[], place: 'before-more' | 'at-end') => {
    const settled = settledEntries(stream, more, place);
    stream = settled.stream;
    const shown = settled.settled.filter(({ item }) => isShownAt(item, wanted.level));
    const text = shown.map(writer.entry).join('');
    if (text !== '' && !stdout.write(text)) await once(stdout, 'drain');
  };
  const writeNew = async () => {
    while (position < transcript.end()) {
      const page = await transcript.after(position);
      position = page.to;
      await write(page.entries, 'before-more');
    }
  };
  stdout.write(writer.head);
  await writeNew();
  if (wanted.follow) await followed(transcript, surroundings.endingSignal(), writeNew);
  await write([], 'at-end');
  return done('');
}

/** Until the user ends it, or the rollout is another. */
function followed(
  transcript: OpenTranscript,
  ending: AbortSignal,
  writeNew: () => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let writing = Promise.resolve();
    const end = transcript.onChange((change) => {
      writing = writing.then(writeNew);
      writing.catch(reject);
      if (change === 'grown') return;
      end();
      void writing.then(resolve);
    });
    ending.addEventListener('abort', () => {
      end();
      void writing.then(resolve);
    });
  });
}

/** Where the Nth typed prompt from the end stands; the beginning when there are fewer. */
async function promptFromEnd(transcript: OpenTranscript, count: number): Promise<number> {
  let left = count;
  for (let position = transcript.end(); position > 0; ) {
    const page = await transcript.before(position);
    for (const { item, position: at } of page.entries.toReversed()) {
      if (item.type !== 'prompt' || item.source !== 'typed') continue;
      left -= 1;
      if (left === 0) return at;
    }
    position = page.from;
  }
  return 0;
}
