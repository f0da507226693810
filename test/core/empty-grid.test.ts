import { expect, it } from 'vitest';
import { commandNames } from '../../src/cli/command-table.ts';
import { emptyGridLines } from '../../src/core/screen/empty-grid.ts';
import { lineWidth } from '../../src/core/screen/overlay-lines.ts';
import { start } from '../support/screen-model.ts';

const { model } = start([]);

const textOf = (columns: number, rows: number): string =>
  emptyGridLines(model, { columns, rows })
    .map(({ pieces }) => pieces.map(({ text }) => text).join(''))
    .join('\n');

it('[LK34] the empty grid says how to begin, at every size', () => {
  for (let columns = 40; columns <= 200; columns += 10) {
    for (let rows = 8; rows <= 60; rows += 1) {
      const lines = emptyGridLines(model, { columns, rows });
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(columns);
      const text = textOf(columns, rows);
      for (const needed of ['No agents yet', 'n  starts one', 'codex-grid doctor']) {
        expect(text).toContain(needed);
      }
    }
  }
});

it('[LK34] with room it says what there is in a shell, and what codex needs', () => {
  expect(textOf(80, 22)).toMatchInlineSnapshot(`
    "No agents yet                                                       
                                                                        
    n  starts one: its name, its folder, what it should do              
    :  lists all that can be done                                       
    ?  lists all keys                                                   
                                                                        
    The same from a shell, and more:                                    
    codex-grid new api --cd ~/src/api  starts one                       
    codex-grid up                      starts those of a codex-grid.toml
    codex-grid adopt SESSION           goes on with a session of yours  
                                                                        
    Agents need codex, and a sign-in that they can share:               
    codex-grid doctor  looks whether all is there                       
    codex-grid login   signs in                                         "
  `);
});

it('[LK35] it names no command that there is not', () => {
  const texts = [textOf(200, 60), textOf(40, 9)].join('\n');
  const named = [...texts.matchAll(/codex-grid (\w+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(4);
  expect(commandNames).toEqual(expect.arrayContaining(named));
});

it('[LK34] its keys are those of the settings', () => {
  const { bindings } = start([]).model;
  const own = bindings.map((binding) =>
    'n' in binding.keys ? { ...binding, keys: { F2: 'new-agent' as const } } : binding,
  );
  const [, , line] = emptyGridLines({ ...model, bindings: own }, { columns: 80, rows: 22 });
  expect(line?.pieces[0]?.text).toBe('F2  ');
});
