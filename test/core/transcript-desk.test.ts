import { describe, expect, it } from 'vitest';
import type { Agent, AgentId, SessionId } from '../../src/core/agent/agent.ts';
import { coloredCode, languageOf } from '../../src/core/code/colored-code.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import type { ScreenEffect, ScreenEvent, ScreenModel } from '../../src/core/screen/screen-state.ts';
import { transcriptEntry } from '../../src/core/transcript/transcript-entry.ts';
import type { ListedSession } from '../../src/core/transcript/transcript-port.ts';
import { deskRoom } from '../../src/core/transcript-view/desk.ts';
import { deskHints } from '../../src/core/transcript-view/desk-hints.ts';
import { listLines } from '../../src/core/transcript-view/desk-list.ts';
import { deskLines } from '../../src/core/transcript-view/desk-picture.ts';
import { withoutFar } from '../../src/core/transcript-view/pane-reading.ts';
import type {
  TranscriptNews,
  TranscriptOrder,
} from '../../src/core/transcript-view/transcript-pane.ts';
import { anAgent } from '../support/fake-host.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { keys, modelOf, sceneNow } from '../support/scene.ts';

const api = anAgent({ name: 'api', number: 1, sessionId: 's1' as SessionId });
const web = anAgent({ id: 'b2' as AgentId, name: 'web', number: 2, sessionId: 's2' as SessionId });
const docs = anAgent({
  id: 'c3' as AgentId,
  name: 'docs',
  number: 3,
  sessionId: 's3' as SessionId,
});

/** Lines that are read at once. */
const pageLines = 20;

function newsFrom(
  files: Readonly<Record<string, readonly string[]>>,
  path: string | undefined,
  order: Answered,
): TranscriptNews {
  const { pane } = order;
  const lines = files[path ?? ''] ?? null;
  switch (order.type) {
    case 'open':
      return lines === null
        ? { type: 'failed', pane, problem: 'is not there' }
        : { type: 'opened', pane, end: lines.length, missing: [] };
    case 'read': {
      const { direction, position } = order;
      const from = direction === 'after' ? position : Math.max(0, position - pageLines);
      const to = direction === 'before' ? position : position + pageLines;
      const entries = (lines ?? [])
        .slice(from, to)
        .map((line, index) => transcriptEntry(line, from + index));
      return { type: 'read', pane, direction, page: { from, to: from + entries.length, entries } };
    }
    case 'search': {
      const { pattern } = order;
      const positions = (lines ?? []).flatMap((line, at) => (line.includes(pattern) ? [at] : []));
      return {
        type: 'found',
        pane,
        pattern,
        matches: { positions: positions.reverse(), isCut: false },
      };
    }
    case 'find': {
      const { session } = order;
      return { type: 'session', pane, session, path: session in files ? session : null };
    }
    case 'list-sessions': {
      const listed = order.sessions.map((id, at): ListedSession => {
        const named = { id, path: id, kind: 'session', parent: null, name: null } as const;
        return { ...named, prompt: `about ${id}`, startedAt: `2026-11-2${at}T07:20` };
      });
      const child = { kind: 'subagent', name: 'Halley', prompt: 'look' } as const;
      const [first] = listed;
      return {
        type: 'sessions',
        pane,
        listed: first ? [...listed, { ...first, ...child, path: 'child' }] : [],
      };
    }
    case 'color': {
      const blocks = order.blocks.map((block) => ({
        block,
        lines: coloredCode(block.text, languageOf(block.language)),
      }));
      return { type: 'colored', pane, blocks };
    }
    default:
      return order satisfies never;
  }
}

type Answered = Exclude<TranscriptOrder, { type: 'close-all' | 'page' | 'export' }>;

function answered(order: TranscriptOrder): order is Answered {
  return order.type !== 'page' && order.type !== 'export' && order.type !== 'close-all';
}

/** A screen whose host and rollouts answer at once; positions are the numbers of lines. */
function deskRig(options: {
  readonly files: Record<string, readonly string[]>;
  readonly agents?: readonly Agent[];
  readonly columns?: number;
}) {
  const { agents = [api], columns = 80 } = options;
  const files = { ...options.files };
  const paths: Record<string, string | null> = { api: 'api', web: 'web', docs: 'docs' };
  const opened = new Map<number, string>();
  const orders: TranscriptOrder[] = [];
  const copies: string[] = [];
  let model: ScreenModel = modelOf({ columns, rows: 24, agents });

  const newsOf = (order: TranscriptOrder): TranscriptNews | null => {
    if (!answered(order)) return null;
    if (order.type === 'open' && files[order.path]) opened.set(order.pane, order.path);
    return newsFrom(files, order.type === 'open' ? order.path : opened.get(order.pane), order);
  };

  const obey = (effect: ScreenEffect): readonly ScreenEvent[] => {
    if (effect.type === 'copy') copies.push(effect.text);
    if (effect.type === 'request' && effect.purpose.type === 'transcript') {
      const { purpose } = effect;
      const name = agents.find(({ id }) => id === purpose.agent)?.name ?? '';
      const value = { rolloutPath: paths[name] ?? null };
      return [{ type: 'replied', purpose, reply: { ok: true, value } }];
    }
    if (effect.type === 'request' && effect.purpose.type === 'sessions') {
      const { purpose } = effect;
      const value = { rolloutPath: 's1', formerSessions: ['s3', 's2'] };
      return [{ type: 'replied', purpose, reply: { ok: true, value } }];
    }
    if (effect.type !== 'transcript') return [];
    orders.push(effect.order);
    const news = newsOf(effect.order);
    return news ? [{ type: 'transcript', news }] : [];
  };

  const dispatch = (...events: readonly ScreenEvent[]) => {
    for (const event of events) {
      const acted = act(model, event, sceneNow);
      model = acted.model;
      for (const effect of acted.effects) dispatch(...obey(effect));
    }
  };

  return {
    orders,
    copies,
    files,
    paths,
    dispatch,
    press: (...texts: readonly string[]) => dispatch(...keys(...texts)),
    isOpen: () => model.overlay.type === 'transcripts',
    pane(number = 0) {
      if (model.overlay.type !== 'transcripts') throw new Error('no transcript is open');
      const pane = model.overlay.desk.panes[number];
      if (!pane) throw new Error('no such pane');
      return pane;
    },
    lines() {
      if (model.overlay.type !== 'transcripts') return [];
      return deskLines(model.overlay.desk, deskRoom(model), model.notice).map((line) =>
        line.map(({ text }) => text).join(''),
      );
    },
    hints: () => (model.overlay.type === 'transcripts' ? deskHints(model.overlay.desk) : []),
    pieces() {
      if (model.overlay.type !== 'transcripts') return [];
      return deskLines(model.overlay.desk, deskRoom(model), model.notice).flat();
    },
    text(): string {
      return this.lines()
        .map((line) => line.trimEnd())
        .join('\n');
    },
  };
}

const event = (payload: Record<string, unknown>) => JSON.stringify({ type: 'event_msg', payload });
const asks = (message: string) => event({ type: 'user_message', message });
const says = (message: string) => event({ type: 'agent_message', message });

/** Ten lines for each prompt. */
const long = Array.from({ length: 400 }, (_, at) =>
  at % 10 === 0 ? asks(`prompt ${at / 10}`) : says(`answer ${at}`),
);

describe('t', () => {
  it('[TX21] shows the end, and what comes', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t');
    expect(rig.text()).toMatch(/^ api {3}tools\n/);
    expect(rig.text()).toContain('▎ • answer 399');
    // The page at the end and those for two screens above it, and not the whole.
    expect(rig.orders.length).toBeLessThan(6);
    rig.files['api'] = [...long, says('news')];
    rig.dispatch({ type: 'transcript', news: { type: 'grown', pane: 0, end: 401 } });
    expect(rig.text()).toContain('▎ • news');
    rig.press('q');
    expect(rig.isOpen()).toBe(false);
    expect(rig.orders.at(-1)).toEqual({ type: 'close-all' });
  });

  it('[TX28] waits for a first prompt, and follows the agent to another session', () => {
    const rig = deskRig({ files: { api: [says('one')], other: [says('two')] } });
    rig.paths['api'] = null;
    rig.press('t');
    expect(rig.text()).toContain('nothing was said yet');
    rig.paths['api'] = 'api';
    const working = { ...api, state: 'working', since: api.since + 1 } as const;
    rig.dispatch({ type: 'roster', roster: [working] });
    expect(rig.text()).toContain('• one');
    rig.paths['api'] = 'other';
    rig.dispatch({ type: 'roster', roster: [{ ...working, sessionId: 's9' as SessionId }] });
    expect(rig.text()).toContain('• two');
    rig.files['other'] = [says('three')];
    rig.dispatch({ type: 'transcript', news: { type: 'replaced', pane: 0 } });
    expect(rig.text()).toContain('• three');
  });

  it('[TX28] says that a rollout is not there, and looks again when something happens', () => {
    const rig = deskRig({ files: {} });
    rig.press('t');
    expect(rig.text()).toContain('the rollout is not there');
    rig.files['api'] = [says('one')];
    rig.dispatch({ type: 'roster', roster: [{ ...api, since: api.since + 1 }] });
    expect(rig.text()).toContain('• one');
  });

  it('[TX29] takes no page that was read for another place', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t');
    const before = rig.pane();
    const entries = [transcriptEntry(says('stray'), 5)];
    const page = { from: 5, to: 6, entries };
    rig.dispatch({ type: 'transcript', news: { type: 'read', pane: 0, direction: 'after', page } });
    rig.dispatch({ type: 'transcript', news: { type: 'grown', pane: 7, end: 9 } });
    expect(rig.pane().entries).toEqual(before.entries);
  });
});

describe('sessions', () => {
  const files = { s1: [says('one')], s2: [says('two')], s9: [says('nine')], child: [says('sub')] };

  it('[TX43] are listed with their first prompts, and read from there', () => {
    const rig = deskRig({ files });
    rig.paths['api'] = 's1';
    rig.press('t', 's');
    expect(rig.text()).toContain(
      [
        ' 2026-11-20 07:20  about s1',
        ' 2026-11-21 07:20  about s2',
        ' 2026-11-22 07:20  about s3',
        ' 2026-11-20 07:20  ⑂ Halley: look',
      ].join('\n'),
    );
    rig.press('Down', 'Enter');
    expect(rig.text()).toMatch(/^ api › about s2 {3}tools/);
    expect(rig.text()).toContain('• two');
    rig.press('s', 'Down', 'Down', 'Enter');
    expect(rig.text()).toMatch(/^ api › Halley {3}tools/);
    rig.press('Escape');
    expect(rig.text()).toMatch(/^ api {3}tools/);
    expect(rig.text()).toContain('• one');
    rig.press('s', 'Enter');
    expect(rig.text()).toContain('• one');
    rig.press('s', 'q');
    expect(rig.text()).toContain('• one');
  });

  it('[TX45] a click chooses in lists, and the next one takes it', () => {
    const rig = deskRig({ files });
    rig.paths['api'] = 's1';
    rig.press('t', 's');
    const mouse = { x: 9, y: 5, shift: false, alt: false, ctrl: false, button: 'left' } as const;
    const click = { ...mouse, action: 'press' } as const;
    const clicked = { type: 'input', input: { type: 'mouse', mouse: click } } as const;
    rig.dispatch(clicked);
    expect(rig.text()).toContain('Its sessions');
    rig.dispatch(clicked);
    expect(rig.text()).toContain('• two');
    rig.press('s');
    const below = { ...click, y: 20 };
    rig.dispatch({ type: 'input', input: { type: 'mouse', mouse: below } });
    expect(rig.text()).toContain('Its sessions');
  });

  it('[TX44] one that is read stays when its agent goes on to another', () => {
    const rig = deskRig({ files });
    rig.paths['api'] = 's1';
    rig.press('t', 's', 'Down', 'Enter');
    rig.paths['api'] = null;
    rig.dispatch({ type: 'roster', roster: [{ ...api, sessionId: 's8' as SessionId }] });
    expect(rig.text()).toContain('• two');
    rig.paths['api'] = 's9';
    rig.dispatch({ type: 'roster', roster: [{ ...api, sessionId: 's9' as SessionId }] });
    expect(rig.text()).toContain('• two');
    rig.press('Escape');
    expect(rig.text()).toContain('• nine');
  });
});

describe('T', () => {
  it('[TX22] shows the marked agents side by side, and Tab goes through them', () => {
    const agents = [api, web, docs];
    const files = { api: [says('one')], web: [says('x'.repeat(300))], docs: [says('three')] };
    const rig = deskRig({ files, agents, columns: 80 });
    rig.press('*', 'T');
    expect(rig.text()).toMatch(/^ 1\/3 api {3}tools +│ 2\/3 web {3}tools/);
    expect(new Set(rig.lines().map((line) => line.length))).toEqual(new Set([80]));
    rig.press('Shift+Tab');
    expect(rig.text()).toMatch(/│ 3\/3 docs {3}tools/);
    expect(rig.text()).toContain('• three');
  });
});

describe('moving', () => {
  it('[TX23] goes to the beginning and to the end, and by rows between', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', 'g');
    expect(rig.text()).toContain('tools · G to follow\n▎ › prompt 0\n\n  • answer 1\n');
    rig.press('j', 'j');
    expect(rig.text()).toContain('G to follow\n▎ • answer 1\n');
    rig.press('k', 'PageDown', 'PageDown');
    expect(rig.text()).toContain('• answer 25');
    rig.press('G');
    expect(rig.text()).toContain('▎ • answer 399');
    rig.press('PageUp', 'PageDown', 'j');
    expect(rig.pane().view).toEqual({ type: 'end' });
  });

  it('[TX23] goes from prompt to prompt, also to those that are not read', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', '{', '{');
    expect(rig.text()).toContain('G to follow\n▎ › prompt 37\n');
    for (let times = 0; times < 30; times += 1) rig.press('{');
    expect(rig.text()).toContain('G to follow\n▎ › prompt 7\n');
    rig.press('}', '}');
    expect(rig.text()).toContain('G to follow\n▎ › prompt 9\n');
  });

  it('[TX23] lets go of what is far', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t');
    // Positions are bytes: a line of 1 kB each.
    const entries = Array.from({ length: 12_000 }, (_, at) =>
      transcriptEntry(says(`answer ${at}`), at * 1000),
    );
    const end = entries.length * 1000;
    const whole = { ...rig.pane(), entries, from: 0, to: end, end };
    const area = { columns: 78, rows: 22 };
    const near = withoutFar(whole, area);
    expect(near.entries.length).toBeLessThan(600);
    expect([near.from, near.to]).toEqual([near.entries[0]?.position, end]);
    const middle = withoutFar(
      { ...whole, view: { type: 'at', position: 6_000_000, row: 0 } },
      area,
    );
    expect(middle.entries.length).toBeLessThan(1200);
    expect([middle.from < 6_000_000, middle.to > 6_000_000]).toEqual([true, true]);
  });
});

describe('the mouse', () => {
  it('[TX30] scrolls the transcript under its wheel, and gives keys by a click', () => {
    const rig = deskRig({ files: { api: long, web: long }, agents: [api, web] });
    rig.press('*', 'T');
    const at = { x: 60, y: 5, shift: false, alt: false, ctrl: false };
    const wheel = { ...at, action: 'wheel-up', button: 'none' } as const;
    rig.dispatch({ type: 'input', input: { type: 'mouse', mouse: wheel } });
    expect([rig.pane(0).view.type, rig.pane(1).view.type]).toEqual(['end', 'at']);
    const click = { ...at, action: 'press', button: 'left' } as const;
    rig.dispatch({ type: 'input', input: { type: 'mouse', mouse: click } });
    rig.press('G');
    expect(rig.pane(1).view.type).toBe('end');
  });
});

describe('a fork', () => {
  it('[TX10] says that what came before it is missing', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t');
    const news = { type: 'opened', pane: 0, end: 400, missing: ['s0'] } as const;
    rig.dispatch({ type: 'transcript', news });
    expect(rig.text()).toContain('tools · what came before its fork is not there');
  });
});

describe('the keys', () => {
  it('[TX32] are told by ?, until the next key', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', '?');
    expect(rig.text()).toContain('to the prompt before, to the next');
    rig.press('q');
    expect(rig.text()).toContain('• answer 399');
  });

  it('[TX32] say how many have no room, and where all of them are told', () => {
    const told = listLines({ type: 'keys' }, { columns: 60, rows: 10 }) ?? [];
    const last = told
      .at(-1)
      ?.map(({ text }) => text)
      .join('');
    expect([told.length, last]).toEqual([
      10,
      expect.stringMatching(/^ {2}… \d+ more: codex-grid help transcripts$/),
    ]);
  });
});

describe('the footer', () => {
  it('[TX47] says the keys of what is there', () => {
    const rig = deskRig({ files: { api: long } });
    const words = () => rig.hints().map(({ word }) => word);
    rig.press('t');
    expect(words()).toContain('level');
    rig.press('/');
    expect(words()).toEqual(['searches', 'back']);
    rig.press('Escape', 'e');
    expect(words()).toEqual(['choose', 'writes it', 'back']);
    rig.press('Escape', 's');
    expect(words()).toEqual(['choose', 'reads it', 'back']);
    rig.press('Escape', '?');
    expect(words()).toEqual(['back']);
  });
});

describe('the pager', () => {
  it('[TX31] gets all of what is open, and is complained about when it fails', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', 'l', 'o');
    expect(rig.orders.at(-1)).toEqual({ type: 'page', pane: 0, level: 'raw' });
    const problem = 'Your pager "mess" was not found.';
    rig.dispatch({ type: 'transcript', news: { type: 'told', pane: 0, sentence: problem } });
    expect(rig.text()).toContain(problem);
  });
});

describe('export', () => {
  it('[TX33] asks what it is to be written as', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', 'e');
    expect(rig.text()).toContain('\n m  Markdown');
    rig.press('Down', 'Enter');
    const order = { type: 'export', pane: 0, level: 'tools', title: 'api' };
    expect(rig.orders.at(-1)).toMatchObject({ ...order, format: 'html' });
    rig.press('e', 'j');
    expect(rig.orders.at(-1)).toMatchObject({ ...order, format: 'json' });
    expect(rig.text()).toContain('• answer 399');
    rig.press('e', 'Escape');
    expect(rig.text()).toContain('• answer 399');
    expect(rig.isOpen()).toBe(true);
  });
});

describe('searching', () => {
  it('[TX24] goes to the nearest above, and on round the ends', () => {
    const rig = deskRig({ files: { api: long } });
    rig.press('t', '/', ...'answer 1');
    expect(rig.text()).toMatch(/^ \/ answer 1/);
    rig.press('Enter');
    expect(rig.text()).toContain('/answer 1: 1 of 100 from the end\n▎ • answer 199\n');
    rig.press('n');
    expect(rig.text()).toContain('2 of 100 from the end\n▎ • answer 198\n');
    rig.press('N', 'N');
    expect(rig.text()).toContain('100 of 100 from the end\n▎ • answer 1\n');
    rig.press('/', ...'nowhere', 'Enter');
    expect(rig.text()).toContain('/nowhere: not found');
    rig.press('Escape');
    expect(rig.text()).not.toContain('not found');
    expect(rig.isOpen()).toBe(true);
  });
});

describe('what is shown', () => {
  const { lines } = recordedRollout('work');

  it('[TX36] answers as Markdown, with code in its colours, and at `raw` as they were written', () => {
    const said = '# Head\n\n**bold** and `code`\n\n```ts\nconst a = 1;\n```';
    const rig = deskRig({ files: { api: [says(said)] } });
    rig.press('t');
    expect(rig.text()).toContain(
      '▎ • # Head\n\n▎   bold and `code`\n\n▎       const a = 1;'.replaceAll('\n\n', '\n▎\n'),
    );
    expect(rig.pieces()).toContainEqual({ role: 'title', ground: 'none', text: 'bold' });
    expect(rig.pieces()).toContainEqual({ role: 'code-keyword', ground: 'none', text: 'const' });
    expect(rig.orders.filter(({ type }) => type === 'color')).toHaveLength(1);
    rig.press('l');
    expect(rig.text()).toContain('  **bold** and `code`');
  });

  it('[TX36] lines of patches have the colours of their language, on the ground of what became of them', () => {
    const rig = deskRig({ files: { api: recordedRollout('work').lines } });
    rig.press('t', 'g', 'F', '/', ...'boilingCelsius', 'Enter');
    for (let times = 0; times < 9 && !rig.text().includes('+export const'); times += 1)
      rig.press('N');
    expect(rig.text()).toContain('+export const boilingCelsius = 100;');
    expect(rig.pieces()).toContainEqual({ role: 'code-keyword', ground: 'added', text: 'const' });
    expect(rig.pieces()).toContainEqual({ role: 'code-number', ground: 'added', text: '100' });
    const colored = rig.orders.filter(({ type }) => type === 'color').length;
    rig.press('l');
    expect(rig.pieces()).not.toContainEqual(expect.objectContaining({ role: 'code-number' }));
    expect(rig.orders.filter(({ type }) => type === 'color')).toHaveLength(colored);
  });

  it('[TX46] what was searched for comes into view, also within what is folded', () => {
    const rig = deskRig({ files: { api: [...lines, ...long] } });
    rig.press('t', '/', ...'203', 'Enter');
    expect(rig.text()).toContain('/203: 1 of ');
    for (let times = 0; times < 60 && !rig.text().includes('▎   203'); times += 1) rig.press('n');
    expect(rig.text()).toContain('▎   203');
    expect(rig.text()).not.toContain('… 392 more lines');
    rig.press('g', '/', ...'prompt 3', 'Enter', 'N');
    expect(rig.text()).toContain('▎ › prompt 3\n');
  });

  it('[TX37] what was searched for stands out, also across styles', () => {
    const rig = deskRig({ files: { api: [says('a **bold** word')] } });
    rig.press('t', '/', ...'ld wo', 'Enter');
    const found = rig.pieces().filter(({ ground }) => ground === 'match');
    expect(found.map(({ text }) => text)).toEqual(['ld', ' wo']);
  });

  it('[TX25] levels and folding', () => {
    const rig = deskRig({ files: { api: lines } });
    rig.press('t', 'g', '}', '}');
    expect(rig.text()).toContain('… 392 more lines');
    rig.press('F');
    expect(rig.text()).toContain('tools · unfolded');
    expect(rig.text()).not.toContain('more lines');
    rig.press('l');
    expect(rig.text()).toContain(' api   raw');
    rig.press('l');
    expect(rig.text()).not.toContain('$ seq');
  });

  it('[TX35] folds one item by itself, which stays where it is', () => {
    const rig = deskRig({ files: { api: lines } });
    rig.press('t', 'g', '}', '}');
    const seq = () => rig.lines().findIndex((line) => line.includes('$ seq'));
    rig.press('J');
    for (let times = 0; times < 20 && !rig.text().includes('▎ $ seq'); times += 1) rig.press('J');
    const row = seq();
    rig.press('f');
    expect(rig.text()).not.toContain('… 392 more lines');
    expect(rig.text()).not.toContain('unfolded');
    expect(seq()).toBe(row);
    rig.press('Enter');
    expect(rig.text()).toContain('… 392 more lines');
    expect(seq()).toBe(row);
  });

  it('[TX25] what was said is folded only by itself', () => {
    const said = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n\n');
    const rig = deskRig({ files: { api: [asks('one'), says(said)] } });
    rig.press('t', 'F', 'F');
    expect(rig.text()).not.toContain('more lines');
    rig.press('f');
    expect(rig.text()).toMatch(/• line 0\n.*… 51 more lines\n.*line 29/s);
  });

  it('[TX34] marks item by item, also by a click, and no longer than it is in view', () => {
    const rig = deskRig({ files: { api: long } });
    const marked = () =>
      rig
        .lines()
        .find((line) => line.startsWith('▎'))
        ?.trimEnd();
    rig.press('t', 'K', 'K');
    expect(marked()).toBe('▎ • answer 397');
    expect(rig.pane().view).toEqual({ type: 'end' });
    rig.press(...Array.from({ length: 20 }, () => 'K'));
    expect(rig.lines()[1]?.trimEnd()).toBe('▎ • answer 377');
    rig.press('PageUp', 'PageUp');
    expect(marked()).not.toContain('37');
    rig.press('G', 'J');
    expect(rig.pane().view).toEqual({ type: 'end' });
    const y = rig.lines().findIndex((line) => line.includes('• answer 393'));
    const at = { x: 10, y, shift: false, alt: false, ctrl: false };
    const click = { ...at, action: 'press', button: 'left' } as const;
    const clicked = { type: 'input', input: { type: 'mouse', mouse: click } } as const;
    rig.dispatch(clicked);
    expect(marked()).toBe('▎ • answer 393');
    rig.dispatch(clicked);
    expect(rig.pane().refolded).toHaveLength(1);
  });

  it('[TX26] copies what is marked, or its code', () => {
    const rig = deskRig({ files: { api: lines } });
    rig.press('t', 'y');
    expect(rig.copies[0]).toMatch(/^## Kettles\n/);
    expect(rig.text()).toMatch(/^ api {3}Copied 10 lines\.\n/);
    rig.press('c');
    expect(rig.copies[1]).toBe('export const boilingCelsius = 100;');
    rig.press('g', 'c');
    expect(rig.text()).toContain('There is no code');
    expect(rig.copies).toHaveLength(2);
  });

  it('[TX27] opens a subagent, and goes back step by step', () => {
    const child = recordedRollout('subagents-2').lines;
    const id = JSON.parse(child[0] ?? '').payload.id as string;
    const rig = deskRig({ files: { api: recordedRollout('subagents').lines, [id]: child } });
    rig.press('t', 'g', '}', 'J', 'Enter');
    expect(rig.text()).toMatch(/^ api › Halley {3}tools/);
    expect(rig.text()).toContain('$ exit 3');
    rig.press('Escape');
    expect(rig.text()).toMatch(/^ api {3}tools/);
    rig.press('Escape');
    expect(rig.isOpen()).toBe(false);
  });
});
