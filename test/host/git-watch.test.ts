import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { gitWatch } from '../../src/host/git/git-watch.ts';
import { hostClock } from '../support/host-clock.ts';

function rig() {
  const clock = hostClock();
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const watch = gitWatch({
    timers: clock,
    read: (agent) => {
      begun.push(agent);
      return new Promise((resolve) => ends.push(resolve));
    },
  });
  return {
    clock,
    begun,
    look: (name: string) => watch.look(name as AgentId),
    forget: (name: string) => watch.forget(name as AgentId),
    async end() {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('git watch', () => {
  it('[WT33] looks at once, and once more for all that was asked meanwhile', async () => {
    const { clock, begun, look, end } = rig();
    look('a');
    expect(begun).toEqual(['a']);
    look('a');
    look('a');
    await end();
    look('a');
    expect(begun).toEqual(['a']);
    clock.passMs(500);
    expect(begun).toEqual(['a', 'a']);
    await end();
    clock.passMs(60_000);
    expect(begun).toEqual(['a', 'a']);
    look('a');
    expect(begun).toHaveLength(3);
  });

  it('[WT33] rests the longer the longer a look took', async () => {
    const { clock, begun, look, end } = rig();
    look('a');
    clock.spendMs(2_000);
    look('a');
    await end();
    clock.passMs(17_000);
    expect(begun).toHaveLength(1);
    clock.passMs(1_000);
    expect(begun).toHaveLength(2);
  });

  it('[WT33] looks at two agents at a time, the others in the order of their asking', async () => {
    const { begun, look, forget, end } = rig();
    for (const name of ['a', 'b', 'c', 'd', 'e']) look(name);
    expect(begun).toEqual(['a', 'b']);
    forget('c');
    await end();
    expect(begun).toEqual(['a', 'b', 'd']);
    await end();
    expect(begun).toEqual(['a', 'b', 'd', 'e']);
  });
});
