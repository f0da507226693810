import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { screenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { hostCommandSchema } from '../../src/core/host/host-commands.ts';
import { mirrorObstacle } from '../../src/core/prompts/mirrored-keys.ts';
import { recordedScreens } from '../support/recorded-screens.ts';

const facts = (changed: Partial<ScreenFacts>): ScreenFacts => ({
  composer: 'empty',
  draft: null,
  mode: 'prompt',
  thread: null,
  open: null,
  ...changed,
});

const text = { type: 'text', text: 'y' } as const;
const enter = { type: 'key', key: 'Enter' } as const;
const beginning = (what: typeof text | typeof enter, changed: Partial<ScreenFacts>) =>
  mirrorObstacle(facts(changed), { what, at: 'beginning' });
const goingOn = (what: typeof text | typeof enter, changed: Partial<ScreenFacts>) =>
  mirrorObstacle(facts(changed), { what, at: 'going on' });

const popup = { composer: 'draft', open: { kind: 'popup', name: 'commands' } } as const;

describe('what a screen lets through', () => {
  it('[BC53] text into a composer, at the beginning only an empty one', () => {
    expect(beginning(text, {})).toBeNull();
    expect(beginning(text, { composer: 'draft' })).toBe('a draft stands in its composer');
    expect(goingOn(text, { composer: 'draft' })).toBeNull();
    expect(goingOn(text, { composer: 'draft', mode: 'shell' })).toBeNull();
    expect(goingOn(text, popup)).toBeNull();
  });

  it('[BC53] Enter only where a draft stands and no list is open', () => {
    expect(goingOn(enter, { composer: 'draft' })).toBeNull();
    expect(goingOn(enter, {})).toBe('nothing stands in its composer');
    expect(goingOn(enter, popup)).toBe('a list is open above its composer');
  });

  it.each([
    [{ composer: null, mode: null }],
    [{ composer: 'hidden' }],
    [{ composer: 'hidden', open: { kind: 'menu', name: null, title: '', choices: [] } }],
    [{ composer: 'hidden', open: { kind: 'view', name: 'transcript' } }],
    [{ composer: 'draft', thread: 'other' }],
    [{ composer: 'draft', mode: 'vim normal' }],
  ] as const)('[BC53] nothing at %j', (changed) => {
    for (const what of [text, enter]) {
      expect(beginning(what, changed)).not.toBeNull();
      expect(goingOn(what, changed)).not.toBeNull();
    }
  });

  it('[BC53] nothing goes to any approval, question, dialog or menu that codex was seen to show', () => {
    const open = recordedScreens().flatMap(({ scene, frame }) => {
      const shown = screenFacts(frame, '0.169.0');
      return shown.open !== null && shown.open.kind !== 'popup' ? [{ scene, shown }] : [];
    });
    expect(open.length).toBeGreaterThan(20);
    const through = open.filter(({ shown }) =>
      [text, enter].some((what) => mirrorObstacle(shown, { what, at: 'going on' }) === null),
    );
    expect(through.map(({ scene }) => scene)).toEqual([]);
  });
});

describe('what the host takes', () => {
  const parse = (what: unknown) =>
    v.safeParse(hostCommandSchema, { type: 'mirror', agents: ['a'], what, at: 'going on' }).success;

  it('[BC51] [BC54] no keys but those for a text, no control characters', () => {
    expect(parse(text)).toBe(true);
    expect(parse({ type: 'text', text: 'a\tb\nc' })).toBe(true);
    expect(parse(enter)).toBe(true);
    for (const key of ['Escape', 'C-c', 'C-d', 'Tab', 'Up', 'x']) {
      expect(parse({ type: 'key', key })).toBe(false);
    }
    for (const typed of ['', '\u0003', '\u001b', '\r', 'a\u009b']) {
      expect(parse({ type: 'text', text: typed })).toBe(false);
    }
  });
});
