import { describe, expect, it } from 'vitest';
import {
  type FirstKeys,
  firstKeyNames,
  firstKeysOnOpening,
} from '../../src/core/screen/first-keys.ts';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import type { ScreenModel } from '../../src/core/screen/screen-state.ts';
import { sceneNow } from '../support/scene.ts';
import { four } from '../support/scene-agents.ts';
import { leave, type Played, play, start } from '../support/screen-model.ts';

const none: FirstKeys = { used: [], screens: 1 };

function newcomer(size = { columns: 120, rows: 40 }, kept: FirstKeys = none): Played {
  const started = start(four, size);
  return { ...started, model: { ...started.model, firstKeys: kept } };
}

const footer = (model: ScreenModel): string =>
  footerLine(model, sceneNow)
    .pieces.map(({ text }) => text)
    .join('');

const used = ({ model }: Played): readonly string[] | null => model.firstKeys?.used ?? null;

const shortWords = 'Enter type  Ctrl+Q back  n new  w waiting  ? help';

describe('a newcomer', () => {
  it.each([
    [80, shortWords],
    [120, 'Enter types to it   Ctrl+Q comes back   n new agent   w who waits   ? help'],
    [200, 'Esc hides these'],
  ])('[LK30] at %i columns reads the five first keys in the footer', (columns, words) => {
    const line = footer(newcomer({ columns, rows: 40 }).model);
    expect(line).toContain(words);
    expect(line).toHaveLength(columns);
  });

  it('[LK30] has the keys of the settings', () => {
    const { model } = play(newcomer(), {
      type: 'settings',
      program: { ...newcomer().model.settings, keys: { leave: ['F12'], help: ['F1'] } },
      defaults: {},
      problem: null,
    });
    expect(footer(model)).toContain('F12 comes back');
    expect(footer(model)).toContain('F1 help');
  });

  it('[LK30] sees which were used already', () => {
    const { model } = play(newcomer(), 'Enter', leave);
    const key = footerLine(model, sceneNow).pieces.find(({ text }) => text === 'Enter');
    expect(key?.role).toBe('muted');
    expect(footerLine(model, sceneNow).pieces.find(({ text }) => text === 'n')?.role).toBe('key');
  });

  it('[LK30] sees other keys while a filter or marks make them matter more', () => {
    expect(footer(play(newcomer(), 'Space').model)).not.toContain('comes back');
    expect(footer(play(newcomer(), '/', 'a', 'Enter').model)).not.toContain('comes back');
  });

  it.each([40, 60])(
    '[LK33] at %i columns has the usual keys: there is no room for all',
    (columns) => {
      expect(footer(newcomer({ columns, rows: 12 }).model)).toBe(
        footer(start(four, { columns, rows: 12 }).model),
      );
    },
  );
});

describe('what was used', () => {
  it.each([
    ['type', ['Enter']],
    ['type', ['z']],
    ['new-agent', ['n']],
    ['next-waiting', ['W']],
    ['help', ['?']],
  ] as const)('[LK31] %s by %j is told to later screens', (name, keys) => {
    const played = play(newcomer(), ...keys);
    expect(used(played)).toEqual([name]);
    expect(played.effects).toContainEqual({
      type: 'remember-first-keys',
      kept: { used: [name], screens: 1 },
    });
  });

  it('[LK31] counts once, and keys in a form or an agent count for nothing', () => {
    expect(play(newcomer(), 'Enter', leave, 'Enter').effects).not.toContainEqual(
      expect.objectContaining({ type: 'remember-first-keys' }),
    );
    expect(used(play(newcomer(), 'n', 'w', '?'))).toEqual(['new-agent']);
  });

  it('[LK31] all five, and they are gone', () => {
    const played = play(newcomer(), 'Enter', leave, 'w', 'n', 'Escape', '?');
    expect(used(played)).toBeNull();
    expect(played.effects).toContainEqual({
      type: 'remember-first-keys',
      kept: { used: expect.arrayContaining([...firstKeyNames]), screens: 1 },
    });
  });

  it('[LK31] Esc puts them away, once it has nothing else to do', () => {
    const marked = play(newcomer(), 'Space', 'Escape');
    expect(used(marked)).toEqual([]);
    const away = play(marked, 'Escape');
    expect(used(away)).toBeNull();
    const [effect] = away.effects;
    expect(effect?.type === 'remember-first-keys' && firstKeysOnOpening(effect.kept)).toBeNull();
    expect(play(away, 'Escape').effects).toEqual([]);
  });

  it('[LK31] five screens show them, whatever was used', () => {
    let kept: FirstKeys | null = { used: ['type'], screens: 0 };
    for (let screen = 1; screen <= 5; screen += 1) {
      kept = firstKeysOnOpening(kept!);
      expect(kept).toEqual({ used: ['type'], screens: screen });
    }
    expect(firstKeysOnOpening(kept!)).toBeNull();
  });
});

it('[LK32] no tile moves when they go', () => {
  for (const columns of [40, 80, 120, 200]) {
    const before = newcomer({ columns, rows: 30 });
    const after = play(before, 'Escape');
    expect(screenLayout(after.model)).toEqual(screenLayout(before.model));
  }
});
