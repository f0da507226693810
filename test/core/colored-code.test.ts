import { describe, expect, it } from 'vitest';
import { coloredCode, languageOf } from '../../src/core/code/colored-code.ts';
import { lineColors, portionsOf } from '../../src/core/diff/diff-colors.ts';
import { filesIn } from '../../src/core/diff/diff-parser.ts';
import { newFilePatch } from '../../src/core/diff/new-file-patch.ts';
import { editorArguments } from '../../src/core/text/editor-arguments.ts';
import { samplePatch } from '../support/diff-scenes.ts';

describe('code', () => {
  it('[DF15] is coloured by its language, line for line', () => {
    const text = '/* a\n b */\nconst x = "y"; // 1\n\n';
    const lines = coloredCode(text, 'ts');
    expect(lines.map((line) => line.map((piece) => piece.text).join(''))).toEqual(text.split('\n'));
    expect(lines[1]).toEqual([{ role: 'code-comment', text: ' b */' }]);
    expect(lines[2]?.map(({ role }) => role)).toEqual([
      'code-keyword',
      'code-plain',
      'code-string',
      'code-plain',
      'code-comment',
    ]);
    expect(coloredCode('a\nb', null)).toHaveLength(2);
    expect(['a/b.rs', 'Makefile', 'x', 'Dockerfile', '.gitignore'].map(languageOf)).toEqual([
      'rs',
      'makefile',
      null,
      'bash',
      null,
    ]);
  });

  it('[DF15] of a diff is read as two programs, the former and the present', () => {
    const [file] = filesIn(samplePatch);
    const texts: string[] = [];
    const colors = file!.hunks.map(({ lines }) =>
      lineColors(lines, (text) => {
        texts.push(text);
        return coloredCode(text, 'ts');
      }),
    );
    expect(texts[0]).not.toContain('renewAfterMs');
    expect(texts[1]).toContain('renewAfterMs');
    const told = colors.map((hunk) => hunk.map((line) => line.map(({ text }) => text).join('')));
    expect(told).toEqual(file!.hunks.map(({ lines }) => lines.map(({ text }) => text)));
  });

  it('[DF15] is coloured in portions, and lines that nobody wrote are left out', () => {
    const text = `const a = 1;\n${'x'.repeat(600)}\nconst b = 2;\n`.repeat(200);
    const [file] = filesIn(newFilePatch({ path: 'a.ts', mode: '100644', text }));
    const [hunk] = file!.hunks;
    const portions = portionsOf(hunk!);
    expect(portions.map(({ length }) => length)).toEqual([250, 250, 100]);
    const colors = lineColors(portions[0]!, (side) => coloredCode(side, 'ts'));
    expect(colors[0]?.[0]).toEqual({ role: 'code-keyword', text: 'const' });
    expect(colors[1]).toEqual([{ role: 'code-plain', text: 'x'.repeat(600) }]);
    expect(colors[2]?.[0]).toEqual({ role: 'code-keyword', text: 'const' });
  });

  it('[DF21] opens at its line in editors of all kinds', () => {
    const place = { path: '/a b', line: 3 };
    expect(editorArguments('vim', place)).toEqual(['+3', '/a b']);
    expect(editorArguments('/usr/bin/code --wait', place)).toEqual(['--goto', '/a b:3']);
    expect(editorArguments('hx', place)).toEqual(['/a b:3']);
  });
});
