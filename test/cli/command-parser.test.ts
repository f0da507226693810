import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/cli/command-parser.ts';
import type { CommandRow } from '../../src/cli/command-row.ts';
import { commandNames, commands, usageOf } from '../../src/cli/command-table.ts';

const parse = (...words: string[]) => parseCommand(words, 100);

describe('help', () => {
  it.each(commandNames.filter((name) => name !== 'grid'))(
    '[CM1] %s has help with its usage, an example and what its exit codes mean',
    (name) => {
      const row: CommandRow = commands[name];
      const help = parse(...row.words, '--help');
      expect(help).toMatchObject({ exitCode: 0, problem: null });
      const text = 'text' in help ? help.text : '';
      expect(text).toContain(`Usage: ${usageOf(row)}`);
      expect(text).toContain(row.help);
      for (const example of row.examples) expect(text).toContain(example);
      expect(text).toMatch(/Exit codes: 0 done; 1 .*; 2 wrong usage\./);
    },
  );

  it('[CM1] the program lists every command', () => {
    const help = parse('--help');
    for (const name of commandNames)
      expect(help).toHaveProperty('text', expect.stringContaining(commands[name].help));
  });
});

describe('wrong usage', () => {
  it.each([
    [['ls', '--jsn'], "Unknown option '--jsn'. (Did you mean --json?) See `codex-grid ls --help`."],
    [['undo', 'more'], 'See `codex-grid undo --help`.'],
    [['new'], "Missing required argument 'NAME'. See `codex-grid new --help`."],
    [['new', 'a', '--count'], 'argument missing'],
    [['keys', 'api'], "Missing required argument 'KEY'."],
    [
      ['lss'],
      'There is no command "lss". Did you mean codex-grid ls? All commands: codex-grid --help.',
    ],
    [['stpo'], 'Did you mean codex-grid stop?'],
    [['frobnicate'], 'There is no command "frobnicate". All commands: codex-grid --help.'],
    [['host', 'restart'], "Unknown command 'restart'. See `codex-grid host --help`."],
    [['host'], 'codex-grid host'],
    [['--bogus'], "Unknown option '--bogus'."],
    [['new', 'api', 'fix it'], 'Arguments for codex go behind --'],
  ])('[CM2] %j exits 2 and says what to do', (words, problem) => {
    expect(parse(...words)).toMatchObject({
      exitCode: 2,
      text: '',
      problem: expect.stringContaining(problem),
    });
  });
});

describe('calls', () => {
  it('[CM3] arguments for codex go behind --, whatever they look like', () => {
    expect(parse('new', 'api', '--cd', '/x', '--', '--model', 'm', '--', '--cd')).toEqual({
      command: 'new',
      arguments: ['api'],
      options: { cd: '/x' },
      codexArguments: ['--model', 'm', '--', '--cd'],
    });
  });

  it('[CM16] a key may begin with a dash behind --', () => {
    expect(parse('keys', 'api', '-l', '--', '-x')).toMatchObject({
      arguments: ['api', '-x'],
      options: { literal: true },
    });
  });

  it('[CM2] nothing at all opens the grid', () => {
    expect(parse()).toMatchObject({ command: 'grid', arguments: [] });
  });
});
