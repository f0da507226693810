import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/cli/command-parser.ts';
import { commandNames, commands } from '../../src/cli/command-table.ts';
import { printHelp } from '../../src/cli/help-command.ts';
import { helpTopics } from '../../src/cli/help-topics.ts';
import { lifecycleNames, lifecycles } from '../../src/core/lifecycle/lifecycle-table.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { settingRows } from '../../src/core/settings/settings-rows.ts';
import { textWidth } from '../../src/core/text/text-width.ts';

function help(words: readonly string[], columns = 100) {
  const call = parseCommand(['help', ...words], columns);
  if ('exitCode' in call) throw new Error(`no call: ${call.problem}`);
  return printHelp(call, { stdout: { columns } as NodeJS.Process['stdout'] });
}

/** Whatever was wrapped, in one line. */
async function textOf(...words: readonly string[]): Promise<string> {
  return (await help(words)).text.replace(/\s+/g, ' ');
}

const topics = Object.keys(helpTopics);

describe('topics', () => {
  it('[LK15] the list has all of them', async () => {
    const text = await textOf();
    for (const [name, { about }] of Object.entries(helpTopics)) {
      expect(text).toContain(`${name} ${about}`);
    }
  });

  it('[LK15] keys, states, settings and commands are all there', async () => {
    const [keys, states, settings, all] = [
      await textOf('keys'),
      await textOf('states'),
      await textOf('settings'),
      await textOf('commands'),
    ];
    for (const binding of keymap) expect(keys).toContain(`${binding.label} ${binding.help}`);
    for (const name of lifecycleNames) expect(states).toContain(lifecycles[name].meaning);
    for (const { key, facts } of settingRows) expect(settings).toContain(`${key} ${facts.doc}`);
    for (const name of commandNames.filter((one) => one !== 'grid')) {
      expect(all).toContain(commands[name].help);
    }
  });

  it.each(topics)('[LK15] %s leaves nothing empty', (name) => {
    for (const part of helpTopics[name]!.parts) {
      expect(part.type === 'text' ? part.text : part.rows).not.toHaveLength(0);
    }
  });

  it.each([40, 60, 80, 200])('[LK18] no topic is wider than %i columns', async (columns) => {
    for (const name of [[], ...topics.map((topic) => [topic])]) {
      const { text } = await help(name, columns);
      const wide = text.split('\n').filter((line) => textWidth(line) > columns);
      expect(wide).toEqual([]);
    }
  });
});

describe('commands', () => {
  it.each([['new'], ['host', 'stop'], ['config'], ['worktrees', 'prune']])(
    '[LK16] %s %s has its --help',
    async (...words) => {
      const given = words.filter((word) => word !== undefined);
      expect(await help(given)).toEqual(parseCommand([...given, '--help'], 100));
    },
  );

  it.each([
    [['kyes'], 'Did you mean "keys"?'],
    [['setings'], 'Did you mean "settings"?'],
    [['braodcast'], 'Did you mean "broadcast"?'],
    [['xyzzy'], 'The topics are keys, states,'],
  ])('[LK17] %j is no topic', async (words, problem) => {
    expect(await help(words)).toMatchObject({
      exitCode: 2,
      text: '',
      problem: expect.stringContaining(problem),
    });
  });
});
