import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/core/settings/settings-file.ts';
import { problemText } from '../../src/core/settings/settings-read.ts';

const config = { file: 'config.toml', folder: '/etc/grid', homeFolder: '/home/ann' };

const read = (...lines: readonly string[]) => readConfig(lines.join('\n'), config);
const problems = (...lines: readonly string[]) => read(...lines).problems.map(problemText);

describe('keys and colours', () => {
  it('[ST13] keys are known however people write them', () => {
    const written = read(
      '[keys]',
      'leave = ["ctrl+g", "F12"]',
      'new-agent = ["N", "Alt+n", "esc"]',
      'close = ["shift+tab"]',
      'previous-tile = ["C-x"]',
    ).problems.map(problemText);
    expect(written).toEqual([
      'config.toml:5: keys.previous-tile says "C-x", which is no key. Keys are written a, A, Ctrl+A, Alt+A, Shift+Tab, Enter, Up or F5.',
    ]);
    expect(
      read(
        '[keys]',
        'leave = ["ctrl+g", "F12"]',
        'new-agent = ["N", "alt+n", "pgup"]',
        'help = ["shift+f1", "ctrl+ENTER"]',
      ).program.keys,
    ).toEqual({
      leave: ['Ctrl+G', 'F12'],
      'new-agent': ['N', 'Alt+n', 'PageUp'],
      help: ['Shift+F1', 'Ctrl+Enter'],
    });
    const [unknown = ''] = problems('keys.new-agnt = ["n"]');
    expect(unknown).toMatch(
      /^config\.toml:1: keys\.new-agnt names no action\. Did you mean "new-agent"\? The actions are leave, /,
    );
  });

  it('[ST14] no action loses its key, and typing can be left', () => {
    expect(problems('[keys]', 'zoom = ["n"]')).toEqual([
      'config.toml:2: keys.zoom says n, which is a key of new-agent. Give new-agent another key as well.',
    ]);
    expect(problems('[keys]', 'zoom = ["n"]', 'new-agent = ["N"]')).toEqual([]);
    expect(problems('[keys]', 'zoom = ["Z"]', 'why = ["Z"]')).toHaveLength(2);
    // What leaves typing brings back to it.
    expect(problems('keys.leave = ["Ctrl+G"]', 'keys.help = ["Ctrl+G"]')[0]).toBe(
      'config.toml:1: keys.leave says Ctrl+G, which is a key of help. Give help another key as well.',
    );
    expect(
      problems('keys.leave = ["Ctrl+G"]', 'keys.type-again = ["F3"]', 'keys.help = ["Ctrl+G"]'),
    ).toEqual([]);
    expect(problems('keys.leave = []')).toEqual([
      'config.toml:1: keys.leave needs a key: without one nothing would end typing.',
    ]);
    for (const key of ['Escape', 'a', 'Ctrl+C', 'Ctrl+D', 'Enter', 'Up']) {
      expect(problems(`keys.leave = ["${key}"]`), key).toHaveLength(1);
    }
    for (const key of ['Ctrl+G', 'Ctrl+\\\\', 'Ctrl+^', 'Ctrl+Space', 'F1', 'Alt+1']) {
      expect(problems(`keys.leave = ["${key}"]`), key).toEqual([]);
    }
  });

  it('[ST15] colours', () => {
    expect(
      read(
        '[colors]',
        'working = "#6CB6FF"',
        'needs_you = 214',
        'done = "bright-green"',
        'muted = "grey"',
        'text = "#abc"',
      ).program.colors,
    ).toEqual({
      working: '#6cb6ff',
      needsYou: 'ansi256(214)',
      done: 'greenBright',
      muted: 'gray',
      text: '#aabbcc',
    });
    const found = problems('[colors]', 'working = "bleu"', 'wroking = "blue"', 'done = 256');
    expect(found[0]).toMatch(
      /^config\.toml:2: colors\.working says "bleu", which is no colour: .* Did you mean "blue"\?$/,
    );
    expect(found[1]).toMatch(
      /^config\.toml:3: colors\.wroking names nothing that has a colour\. Did you mean "working"\? /,
    );
    expect(found[2]).toMatch(/^config\.toml:4: colors\.done says "256"/);
  });
});
