import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { clipText, clustersOf, codePointWidth, textWidth } from '../../src/core/text/text-width.ts';

const samples: Readonly<Record<string, string>> = {
  ascii: 'codex-grid 0.1',
  latin: 'Grüße, naïve façade',
  'combining marks': 'e\u0301 a\u0308\u0323 \u0915\u094d',
  CJK: '漢字かな交じり文。',
  'halfwidth kana': 'ｱｲｳｶﾞ',
  'fullwidth latin': 'ＡＢＣ１',
  'Hangul syllables': '한국어 가각',
  'Hangul jamo': '\u1112\u1161\u11ab \u1100\u1100\u1161 \u1161',
  emoji: '😀✅🚀🫠🪿',
  'skin tone': '👍🏽☝🏽🤷🏿',
  'ZWJ family': '👩‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 ❤️‍🔥',
  flags: '🇩🇪🇯🇵🇺🇸 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'one flag half': '🇩',
  VS16: '❤️ ☀️ ©️ ✔️',
  'text style emoji': '❤ ☀ © ✔ ▶',
  keycaps: '1️⃣#️⃣*⃣ 1️',
  'box drawing': '┌─┬─┐│░█▏╭╮',
  'codex glyphs': '› • ✔ ⠋ ◦ … — “quoted” ↳',
  'zero width': 'a\u200bb\u2060c\ufeffd\u00ade',
  thai: 'ภาษาไทย ที่',
  devanagari: 'नमस ते कि',
  arabic: 'مرحبا',
};

describe('text width', () => {
  for (const [name, text] of Object.entries(samples)) {
    it(`[EM1] ${name}: as wide as string-width says`, () => {
      expect(textWidth(text)).toBe(stringWidth(text));
    });
  }

  it('[EM1] clusters are what string-width measures one by one', () => {
    for (const text of Object.values(samples)) {
      for (const cluster of clustersOf(text)) {
        expect([cluster.text, cluster.columns]).toEqual([cluster.text, stringWidth(cluster.text)]);
      }
    }
  });

  it('[EM1] every single code point of the first two planes is as wide as string-width says', () => {
    const wrong: string[] = [];
    for (let codePoint = 0x20; codePoint < 0x20000; codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      if (codePointWidth(codePoint) !== stringWidth(character, { countAnsiEscapeCodes: true })) {
        wrong.push(codePoint.toString(16));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('[EM2] clipping never cuts a cluster', () => {
    expect(clipText('👩‍👩‍👧‍👦x', 2)).toBe('👩‍👩‍👧‍👦');
    expect(clipText('ae\u0301b', 2)).toBe('ae\u0301');
    expect(clipText('🇩🇪🇯🇵', 2)).toBe('🇩🇪');
    expect(clipText('plain', 3)).toBe('pla');
    expect(clipText('plain', -1)).toBe('');
  });

  it('[EM2] a wide cluster cut by the edge becomes a blank', () => {
    expect(clipText('漢字', 3)).toBe('漢 ');
    expect(clipText('a😀', 2)).toBe('a ');
    expect(clipText('漢', 0)).toBe('');
    for (const text of Object.values(samples)) {
      for (let columns = 0; columns <= textWidth(text); columns += 1) {
        expect(textWidth(clipText(text, columns))).toBe(columns);
      }
    }
  });

  it('[EM3] marks without end do not all join one cell', () => {
    const clusters = clustersOf(`a${'\u0301'.repeat(1000)}`);
    expect(Math.max(...clusters.map((cluster) => cluster.text.length))).toBeLessThanOrEqual(17);
  });
});
