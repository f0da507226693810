import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { ClientId } from '../../src/core/host/host-events.ts';
import { applyPatch, blankFrame, type Frame } from '../../src/core/terminal/frame.ts';
import { publisher } from '../../src/host/terminal/publisher.ts';
import type { HostMessage } from '../../src/wire/messages.ts';
import { hostClock } from '../support/host-clock.ts';

const first = 'first' as AgentId;
const second = 'second' as AgentId;
const ann = 1 as ClientId;
const ben = 2 as ClientId;

function rig() {
  const clock = hostClock();
  const frames = new Map<AgentId, Frame>();
  const held = new Map<AgentId, number>();
  const published = publisher(
    { frame: (agent) => frames.get(agent) ?? null, heldUntil: (agent) => held.get(agent) ?? null },
    clock,
  );
  const show = (agent: AgentId, ...lines: readonly string[]) => {
    frames.set(agent, { ...blankFrame(20, lines.length), lines });
    published.changed([agent]);
  };
  const join = (client: ClientId, { wantsRoster = false } = {}) => {
    const writes: (readonly HostMessage[])[] = [];
    let shown: Frame | null = null;
    const link = { isFull: false };
    published.join(client, {
      wantsRoster,
      write(messages) {
        writes.push(messages);
        for (const message of messages) {
          if (message.type === 'frame' && message.agent === first)
            shown = applyPatch(shown, message.patch);
        }
        return !link.isFull;
      },
    });
    return { writes, link, lines: () => shown?.lines };
  };
  return { clock, published, show, join, held, frames };
}

describe('publisher', () => {
  it('[PU1] sends what a connection watches, whole at first and then only what changed', () => {
    const { clock, published, show, join } = rig();
    const { writes } = join(ann);
    show(first, 'a', 'b');
    show(second, 'x');
    published.watch(ann, [first]);
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject([
      {
        agent: 'first',
        patch: {
          size: [20, 2],
          lines: [
            [0, 'a'],
            [1, 'b'],
          ],
        },
      },
    ]);
    clock.passMs(100);
    show(first, 'a', 'c');
    expect(writes[1]).toEqual([{ type: 'frame', agent: 'first', patch: { lines: [[1, 'c']] } }]);
  });

  it('[PU1] sends nothing when nothing changed', () => {
    const { clock, published, show, join } = rig();
    const { writes } = join(ann);
    published.watch(ann, [first]);
    show(first, 'a');
    clock.passMs(100);
    show(first, 'a');
    clock.passMs(100);
    expect(writes).toHaveLength(1);
  });

  it('[PU2] sends at most every 33 ms, and then the newest', () => {
    const { clock, published, show, join } = rig();
    const { writes, lines } = join(ann);
    published.watch(ann, [first]);
    for (let picture = 0; picture < 100; picture += 1) {
      show(first, `picture ${picture}`);
      clock.passMs(1);
    }
    expect(writes.length).toBeLessThanOrEqual(4);
    clock.passMs(33);
    expect(lines()).toEqual(['picture 99']);
  });

  it('[PU2] sends the echo of a key after 4 ms', () => {
    const { clock, published, show, join } = rig();
    const { writes } = join(ann);
    published.watch(ann, [first, second]);
    show(first, 'a');
    show(second, 'x');
    published.typed(first);
    show(first, 'ab');
    clock.passMs(4);
    expect(writes).toHaveLength(2);
    clock.passMs(100);
    show(first, 'abc');
    show(first, 'abcd');
    clock.passMs(10);
    expect(writes).toHaveLength(3);
  });

  it('[PU3] a slow connection has one unsent write, however much changes, and then gets the newest', () => {
    const { clock, published, show, join } = rig();
    const slow = join(ann);
    const quick = join(ben);
    slow.link.isFull = true;
    published.watch(ann, [first]);
    published.watch(ben, [first]);
    for (let picture = 0; picture < 300; picture += 1) {
      show(first, `picture ${picture}`);
      clock.passMs(10);
    }
    expect(slow.writes).toHaveLength(1);
    expect(quick.writes.length).toBeGreaterThan(50);
    slow.link.isFull = false;
    published.drained(ann);
    clock.passMs(33);
    expect(slow.writes).toHaveLength(2);
    expect(slow.lines()).toEqual(['picture 299']);
  });

  it('[PU4] sends the roster whole, to those who want it, at once and when it changed', () => {
    const { clock, published, join } = rig();
    published.rosterChanged([]);
    const screen = join(ann, { wantsRoster: true });
    const command = join(ben);
    expect(screen.writes).toEqual([[{ type: 'roster', roster: [] }]]);
    clock.passMs(100);
    published.rosterChanged([{ number: 1 } as never]);
    expect(screen.writes[1]).toEqual([{ type: 'roster', roster: [{ number: 1 }] }]);
    expect(command.writes).toEqual([]);
  });

  it('[PU5] has no timer while nothing changes, nor after a connection left', () => {
    const { clock, published, show, join } = rig();
    join(ann);
    published.watch(ann, [first]);
    show(first, 'a');
    show(first, 'b');
    expect(clock.planned()).toBe(1);
    published.leave(ann);
    expect(clock.planned()).toBe(0);
  });

  it('[PU6] what is watched anew comes whole', () => {
    const { clock, published, show, join } = rig();
    const { writes } = join(ann);
    published.watch(ann, [first]);
    show(first, 'a');
    clock.passMs(50);
    published.watch(ann, []);
    show(first, 'b');
    clock.passMs(50);
    expect(writes).toHaveLength(1);
    published.watch(ann, [first]);
    expect(writes[1]).toMatchObject([{ patch: { size: [20, 1], lines: [[0, 'b']] } }]);
  });

  it('[PU7] looks again when a half-drawn screen is released', () => {
    const { clock, published, show, join, held, frames } = rig();
    const { lines } = join(ann);
    published.watch(ann, [first]);
    held.set(first, clock.now() + 150);
    show(first, 'old');
    // Nothing is parsed any more, so nobody tells of a change.
    frames.set(first, { ...blankFrame(20, 1), lines: ['half'] });
    clock.passMs(149);
    expect(lines()).toEqual(['old']);
    held.delete(first);
    clock.passMs(1);
    expect(lines()).toEqual(['half']);
    expect(clock.planned()).toBe(0);
  });
});
