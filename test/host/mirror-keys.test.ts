import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import type { Mirrored } from '../../src/core/prompts/mirrored-keys.ts';
import { blankFrame, type Frame } from '../../src/core/terminal/frame.ts';
import { mirrorKeys } from '../../src/host/mirror-keys.ts';

const [one, two] = ['one', 'two'] as [AgentId, AgentId];
const blank = blankFrame(80, 24);
const codex: Frame = { ...blank, modes: { ...blank.modes, bracketedPaste: true } };
const empty: ScreenFacts = {
  composer: 'empty',
  draft: null,
  mode: 'prompt',
  thread: null,
  open: null,
};

function mirrored(
  what: Mirrored,
  shown: Readonly<Record<string, ScreenFacts | null>>,
  frame = codex,
) {
  const written: Record<string, string> = {};
  let told: unknown = null;
  mirrorKeys(
    {
      terminals: {
        frame: () => frame,
        write(agent, bytes) {
          written[agent] = Buffer.from(bytes).toString();
          return true;
        },
      },
      screens: { read: (agent) => shown[agent] ?? null },
      published: { typed: () => {} },
      sizes: { typed: () => {} },
      clients: {
        write(_client, message) {
          told = message.type === 'reply' && message.reply.ok ? message.reply.value : message;
        },
      },
    },
    {
      type: 'mirror',
      client: 1 as never,
      request: 7,
      agents: [one, two],
      barred: [{ agent: 'three' as AgentId, why: 'it has ended' }],
      what,
      at: 'beginning',
    },
  );
  return { written, told };
}

describe('mirrored keys', () => {
  it('[BC53] are typed where a composer is, and who got nothing is told', () => {
    const draft: ScreenFacts = { ...empty, composer: 'draft' };
    const { written, told } = mirrored({ type: 'text', text: 'é' }, { one: empty, two: draft });
    expect(written).toEqual({ one: 'é' });
    expect(told).toEqual([
      { agent: 'three', why: 'it has ended' },
      { agent: two, why: 'a draft stands in its composer' },
    ]);
  });

  it('[BC54] a paste is one, and goes to nobody who takes none', () => {
    const paste: Mirrored = { type: 'text', text: 'a\nb' };
    expect(mirrored(paste, { one: empty }).written).toEqual({ one: '\x1b[200~a\nb\x1b[201~' });
    expect(mirrored(paste, { one: empty }, blank).written).toEqual({});
    const tab: Mirrored = { type: 'text', text: '\t' };
    expect(mirrored(tab, { one: empty }).written).toEqual({ one: '\x1b[200~\t\x1b[201~' });
  });

  it('[BC53] keys are those of each agent', () => {
    const key: Mirrored = { type: 'key', key: 'C-u' };
    const kitty: Frame = { ...codex, modes: { ...codex.modes, kittyFlags: 1 } };
    expect(mirrored(key, { one: empty }).written).toEqual({ one: '\x15' });
    expect(mirrored(key, { one: empty }, kitty).written).toEqual({ one: '\x1b[117;5u' });
  });
});
