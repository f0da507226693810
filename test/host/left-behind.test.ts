import { expect, it } from 'vitest';
import { crashNotice } from '../../src/core/host/crash-notice.ts';
import { hostRig } from '../support/host-rig.ts';
import { newCommand } from '../support/some-command.ts';

async function rigWithAgent() {
  const session = '01a1fc5e-aaaa-7000-8000-000000000000';
  const rig = hostRig({
    leftCommands: (sessions) => [
      { pid: 4711, name: 'sl\x1b[2Jeep', session: sessions[0]! },
      { pid: 4712, name: 'node', session: sessions[0]! },
    ],
  });
  rig.host.start();
  const ann = rig.join();
  ann.ask(newCommand('api'));
  await rig.settle();
  const { id } = rig.host.model().agents[0]!;
  const payload = { session_id: session, hook_event_name: 'UserPromptSubmit', turn_id: 't' };
  const text = `codex-grid-marker 1 UserPromptSubmit\n${JSON.stringify(payload)}`;
  rig.host.markers.onMarker(id, text, rig.clock.now());
  return { rig, ann };
}

it('[SE35] commands of a killed agent are named, with what ends them', async () => {
  const { rig, ann } = await rigWithAgent();
  rig.ptys[0]?.exits({ signal: 'SIGKILL' });
  await rig.settle();
  expect(ann.notices()).toEqual([
    'api was killed, and commands of it still run: sleep (4711), node (4712). End them with: kill 4711 4712.',
  ]);
});

it('[SE35] of an agent that quit nothing is said', async () => {
  const { rig, ann } = await rigWithAgent();
  rig.ptys[0]?.exits({ code: 0 });
  await rig.settle();
  expect(ann.notices()).toEqual([]);
});

it('[SE33] of many commands a few are named, and all can be ended', () => {
  const commands = Array.from({ length: 7 }, (_, at) => ({ pid: at + 1, name: 'x' }));
  const left = { ended: ['api'], staying: [{ pid: 9, name: 'web' }], commands };
  expect(crashNotice(left)).toBe(
    'The host before was killed. Agents that it left running were ended: api. These could not be ended: web (9). Commands of its agents still run: x (1), x (2), x (3), x (4), x (5) and 2 more. End them with: kill 1 2 3 4 5 6 7.',
  );
  expect(crashNotice({ ended: [], staying: [], commands: [] })).toBeNull();
});
