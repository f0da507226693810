import type { Agent } from '../../src/core/agent/agent.ts';
import { coloredCode, languageOf } from '../../src/core/code/colored-code.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import { transcriptEntry } from '../../src/core/transcript/transcript-entry.ts';
import { codeOf } from '../../src/core/transcript-view/code-colors.ts';
import { type CodeBlock, codeBlocksIn } from '../../src/core/transcript-view/markdown-rows.ts';
import type { TranscriptNews } from '../../src/core/transcript-view/transcript-pane.ts';
import { markdownAnswer } from './markdown-answer.ts';
import { recordedRollout } from './recorded-rollouts.ts';
import { keys, type Scene } from './scene.ts';
import { api, four, frames, web } from './scene-agents.ts';

const news = (told: TranscriptNews): ScreenEvent => ({ type: 'transcript', news: told });

/** A pane shows a recorded rollout, from its beginning to its end. */
export function transcriptRead(
  pane: number,
  agent: Pick<Agent, 'id'>,
  name: string,
): readonly ScreenEvent[] {
  const { lines, path } = recordedRollout(name);
  const entries = lines.map((line, index) => transcriptEntry(line, index));
  const end = entries.length;
  return [
    {
      type: 'replied',
      purpose: { type: 'transcript', agent: agent.id },
      reply: { ok: true, value: { rolloutPath: path } },
    },
    news({ type: 'opened', pane, end, missing: [] }),
    news({ type: 'read', pane, direction: 'before', page: { from: 0, to: end, entries } }),
  ];
}

const event = (payload: Record<string, unknown>) => JSON.stringify({ type: 'event_msg', payload });

/** What a model said in Markdown, its code in colours. */
function markdownRead(): readonly ScreenEvent[] {
  const lines = [
    event({ type: 'user_message', message: 'Why did the kettle boil over?' }),
    event({ type: 'agent_message', message: markdownAnswer }),
  ];
  const entries = lines.map((line, index) => transcriptEntry(line, index));
  const { path } = recordedRollout('work');
  return [
    {
      type: 'replied',
      purpose: { type: 'transcript', agent: api.id },
      reply: { ok: true, value: { rolloutPath: path } },
    },
    news({ type: 'opened', pane: 0, end: 2, missing: [] }),
    news({ type: 'read', pane: 0, direction: 'before', page: { from: 0, to: 2, entries } }),
    colored(codeBlocksIn(markdownAnswer)),
  ];
}

function colored(code: readonly CodeBlock[]): ScreenEvent {
  const blocks = code.map((block) => ({
    block,
    lines: coloredCode(block.text, languageOf(block.language)),
  }));
  return news({ type: 'colored', pane: 0, blocks });
}

const patchesColored = colored(
  recordedRollout('work').lines.flatMap((line, index) => codeOf(transcriptEntry(line, index).item)),
);

function found(pane: number, name: string, pattern: string): ScreenEvent {
  const positions = recordedRollout(name)
    .lines.flatMap((line, index) => {
      const { item } = transcriptEntry(line, index);
      return item.type === 'answer' && item.text.includes(pattern) ? [index] : [];
    })
    .reverse();
  return news({ type: 'found', pane, pattern, matches: { positions, isCut: false } });
}

const opened = [...keys('t'), ...transcriptRead(0, api, 'work')];

const session = { kind: 'session', parent: null, name: null } as const;

const listed: readonly ScreenEvent[] = [
  news({
    type: 'sessions',
    pane: 0,
    listed: [
      {
        ...session,
        id: 's3',
        path: recordedRollout('work').path,
        prompt: 'Let the kettle tell when it boils.\nIt has a sensor.',
        startedAt: '2026-11-21T11:22',
      },
      {
        kind: 'subagent',
        id: 's4',
        parent: 's3',
        name: 'Halley',
        path: '/h',
        prompt: 'Read the manual of the sensor',
        startedAt: '2026-11-21T11:24',
      },
      {
        ...session,
        id: 's2',
        path: '/s2',
        prompt:
          'Why does nothing else in this kitchen ever say that it is done, and who is to be asked?',
        startedAt: '2026-11-20T17:05',
      },
      { ...session, id: 's1', path: '/s1', prompt: null, startedAt: '2026-11-19T09:00' },
    ],
  }),
];

const at = (columns: number, rows: number, events: readonly ScreenEvent[]): Scene => ({
  columns,
  rows,
  frames,
  agents: four,
  events,
});

export const transcriptScenes: Readonly<Record<string, Scene>> = {
  'transcript-end-80x24': at(80, 24, opened),
  'transcript-end-120x40': at(120, 40, opened),
  'transcript-begin-40x12': at(40, 12, [...opened, ...keys('g')]),
  'transcript-patch-120x40': at(120, 40, [
    ...opened,
    ...keys('g', '}', '}', '}', 'F'),
    patchesColored,
  ]),
  'transcript-search-80x24': at(80, 24, [
    ...opened,
    ...keys('/', ...'boiling', 'Enter'),
    found(0, 'work', 'boiling'),
    ...keys('n'),
  ]),
  'transcript-markdown-40x12': at(40, 12, [...keys('t'), ...markdownRead(), ...keys('g', 'J')]),
  'transcript-markdown-80x24': at(80, 24, [...keys('t'), ...markdownRead(), ...keys('g', 'J')]),
  'transcript-markdown-120x40': at(120, 40, [...keys('t'), ...markdownRead()]),
  'transcript-markdown-200x60': at(200, 60, [...keys('t'), ...markdownRead()]),
  'transcript-typing-80x24': at(80, 24, [...opened, ...keys('/', ...'boil')]),
  'transcript-text-80x24': at(80, 24, [...opened, ...keys('l', 'l')]),
  'transcript-copied-80x24': at(80, 24, [...opened, ...keys('c')]),
  'transcript-keys-80x24': at(80, 24, [...opened, ...keys('?')]),
  'transcript-formats-80x24': at(80, 24, [...opened, ...keys('e')]),
  'transcript-sessions-80x24': at(80, 24, [...opened, ...keys('s'), ...listed]),
  'transcript-sessions-120x40': at(120, 40, [...opened, ...keys('s'), ...listed, ...keys('j')]),
  'transcript-raw-80x24': at(80, 24, [...opened, ...keys('l')]),
  'transcript-none-80x24': at(80, 24, [
    ...keys('t'),
    {
      type: 'replied',
      purpose: { type: 'transcript', agent: api.id },
      reply: { ok: true, value: { rolloutPath: null } },
    },
  ]),
  'transcripts-two-120x40': at(120, 40, [
    ...keys('Space', 'Tab', 'Space', 'T'),
    ...transcriptRead(0, api, 'work'),
    ...transcriptRead(1, web, 'trouble'),
    ...keys('Tab'),
  ]),
};
