import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { ClientId } from '../../src/core/host/host-events.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { tileSizes } from '../../src/host/terminal/tile-sizes.ts';
import { inBand, marker, rollout, started } from '../support/evidence.ts';
import { hostClock } from '../support/host-clock.ts';

const agent = 'agent' as AgentId;
const ann = 1 as ClientId;
const ben = 2 as ClientId;

function rig() {
  const clock = hostClock();
  const resizes: string[] = [];
  const sizes = tileSizes(clock, (name, { columns, rows }) =>
    resizes.push(`${name} ${columns}x${rows}`),
  );
  const watch = (client: ClientId, columns: number, rows: number) =>
    sizes.watched(client, [{ agent, columns, rows }]);
  return { clock, sizes, resizes, watch };
}

describe('tile sizes', () => {
  it('[PU8] an agent gets the size of the tile that shows it, after 50 ms', () => {
    const { clock, sizes, resizes, watch } = rig();
    watch(ann, 100, 30);
    clock.passMs(49);
    expect(resizes).toEqual([]);
    clock.passMs(1);
    expect(resizes).toEqual(['agent 100x30']);
    expect(sizes.sizeOf(agent)).toEqual({ columns: 100, rows: 30 });
  });

  it('[PU8] of a storm of sizes only the last arrives', () => {
    const { clock, resizes, watch } = rig();
    for (let columns = 60; columns < 110; columns += 1) {
      watch(ann, columns, 30);
      clock.passMs(10);
    }
    clock.passMs(50);
    expect(resizes).toEqual(['agent 109x30']);
  });

  it('[PU8] a size that comes back to the old one in time is no resize', () => {
    const { clock, resizes, watch } = rig();
    watch(ann, 100, 30);
    watch(ann, 80, 24);
    clock.passMs(100);
    expect(resizes).toEqual([]);
  });

  it.each([ann, null])(
    '[PU11] no resize follows a key within 80 ms, whoever typed it',
    (typist) => {
      const { clock, sizes, resizes, watch } = rig();
      watch(ann, 100, 30);
      clock.passMs(40);
      sizes.typed(typist, agent);
      clock.passMs(70);
      sizes.typed(typist, agent);
      clock.passMs(79);
      expect(resizes).toEqual([]);
      clock.passMs(1);
      expect(resizes).toEqual(['agent 100x30']);
    },
  );

  it('[PU9] an agent is never smaller than 48x12', () => {
    const { clock, resizes, watch } = rig();
    watch(ann, 2, 1);
    clock.passMs(50);
    expect(resizes).toEqual(['agent 48x12']);
  });

  it('[PU10] of two clients the one that watched or typed last decides', () => {
    const { clock, sizes, resizes, watch } = rig();
    watch(ann, 100, 30);
    watch(ben, 60, 20);
    clock.passMs(50);
    sizes.typed(ann, agent);
    clock.passMs(80);
    sizes.typed(ann, agent);
    clock.passMs(80);
    expect(resizes).toEqual(['agent 60x20', 'agent 100x30']);
  });

  it('[PU10] when the one that decides leaves, another that watches decides', () => {
    const { clock, sizes, resizes, watch } = rig();
    watch(ann, 100, 30);
    watch(ben, 60, 20);
    clock.passMs(50);
    sizes.left(ben);
    clock.passMs(50);
    sizes.left(ann);
    clock.passMs(50);
    expect(resizes).toEqual(['agent 60x20', 'agent 100x30']);
  });

  describe('of a codex that begins with a prompt', () => {
    const begins = { ...started(), fact: { type: 'started', pid: 7, prompted: true } } as const;
    const heldRig = () => {
      const held = rig();
      held.sizes.heard(agent, begins as Evidence);
      held.watch(ann, 100, 30);
      held.clock.passMs(1_000);
      held.sizes.heard(agent, inBand(0, 'idle'));
      held.sizes.heard(agent, marker(0, 'SessionStart'));
      held.sizes.heard(agent, { witness: 'title', at: 0, shows: 'working' });
      held.sizes.heard(agent, rollout(0, { type: 'turn-started' }));
      held.clock.passMs(500);
      expect(held.resizes).toEqual([]);
      return held;
    };

    it.each([
      ['its turn has begun', inBand(0, 'working')],
      ['a dialog stands in its way', { witness: 'screen', at: 0, dialog: 'folder trust' }],
      ['an older one takes the prompt', marker(0, 'UserPromptSubmit')],
    ] as const)('[PU12] it comes once %s', (_, evidence) => {
      const { clock, sizes, resizes } = heldRig();
      sizes.heard(agent, evidence);
      clock.passMs(50);
      expect(resizes).toEqual(['agent 100x30']);
    });

    it('[PU12] the last one comes, and after ten seconds whatever was heard', () => {
      const { clock, resizes, watch } = heldRig();
      watch(ann, 90, 30);
      clock.passMs(8_499);
      expect(resizes).toEqual([]);
      clock.passMs(1);
      expect(resizes).toEqual(['agent 90x30']);
    });
  });
});
