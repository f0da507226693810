import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestName, referredAgent } from '../../src/core/agent/agent-reference.ts';
import { roster } from '../../src/core/host/host-state.ts';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import { hostRun, idOf, notStarted, processExited, runningHost } from '../support/host-run.ts';
import { recordedAt, recordedEvidence } from '../support/recorded-evidence.ts';
import { resumeCommand } from '../support/some-command.ts';

function hostWithSession() {
  const host = runningHost('api', 'web', 'old');
  for (const evidence of recordedEvidence('plain-turn').slice(1, -1)) {
    host.happens(evidence.at - recordedAt, {
      type: 'evidence',
      agent: idOf(host, 'api'),
      evidence,
    });
  }
  host.hear(9_000, idOf(host, 'old'), processExited(3));
  return host;
}

describe('the saved roster', () => {
  it('[HM30] after a crash every agent is ended and resumable by its session', () => {
    const host = hostWithSession();
    const before = roster(host.model());
    const now = recordedAt + 99_000;
    const model = modelFromSaved(savedRosterText(host.model()), now);
    if ('problem' in model) throw new Error(model.problem);
    expect(roster(model)).toMatchObject([
      {
        number: 1,
        id: before[0]!.id,
        name: 'api',
        state: 'ended',
        sessionId: before[0]!.sessionId,
        model: 'gpt-5.5',
        pid: null,
        exit: null,
        since: now,
        detail: 'ended with its host',
      },
      { number: 2, name: 'web', state: 'ended', sessionId: null },
      { number: 3, name: 'old', state: 'ended', exit: { code: 3 }, since: recordedAt + 9_000 },
    ]);
    expect(before[0]!.sessionId).not.toBeNull();
    const again = hostRun(model);
    expect(again.ask(100_000, resumeCommand('api'))).toContainEqual({
      type: 'start-codex',
      launch: expect.objectContaining({ session: { type: 'resume', id: before[0]!.sessionId } }),
    });
  });

  it('[SE23] a roster of the first shape is read, with the arguments of its agents', () => {
    const first = {
      number: 4,
      id: 'k3f9a2',
      name: 'api',
      cwd: '/work',
      home: 'shared',
      codexArguments: ['-m', 'x'],
      branch: 'main',
      sessionId: 's-1234567',
      rolloutPath: '/r.jsonl',
      model: 'm',
      exit: null,
      endedAt: null,
    };
    const model = modelFromSaved(JSON.stringify({ version: 1, agents: [first] }), recordedAt);
    if ('problem' in model) throw new Error(model.problem);
    expect(model.agents).toMatchObject([{ name: 'api', settings: { args: ['-m', 'x'] } }]);
    expect(roster(model)).toMatchObject([{ sessionId: 's-1234567', home: 'shared', number: 4 }]);
  });

  it('[SE24] only what ran ended with its host; an agent that could not start says why', () => {
    const host = runningHost('api', 'web');
    host.hear(100, idOf(host, 'api'), processExited(0));
    host.ask(200, resumeCommand('api'));
    host.hear(300, idOf(host, 'api'), notStarted);
    const model = modelFromSaved(savedRosterText(host.model()), recordedAt + 9_000);
    if ('problem' in model) throw new Error(model.problem);
    expect(roster(model)).toMatchObject([
      { name: 'api', detail: expect.stringContaining('no such folder') },
      { name: 'web', detail: 'ended with its host' },
    ]);
  });

  it('[HM30] what was restored is saved as it was', () => {
    const text = savedRosterText(hostWithSession().model());
    const once = modelFromSaved(text, recordedAt + 99_000);
    if ('problem' in once) throw new Error(once.problem);
    const twice = modelFromSaved(savedRosterText(once), recordedAt + 500_000);
    if ('problem' in twice) throw new Error(twice.problem);
    expect(roster(twice)).toEqual(roster(once));
  });

  it.each([
    ['nothing', ''],
    ['half a file', savedRosterText(hostWithSession().model()).slice(0, 200)],
    ['another version', '{"version":99,"agents":[]}'],
    ['a list', '[]'],
    [
      'a path as id',
      savedRosterText(hostWithSession().model()).replace(/"id": "\w+"/, '"id": "../x"'),
    ],
    ['a name twice', savedRosterText(hostWithSession().model()).replace('"web"', '"api"')],
  ])('[HM31] %s is a problem with words, not an empty roster', (_what, text) => {
    const read = modelFromSaved(text, 0);
    expect('problem' in read && read.problem).toMatch(/^it/);
  });

  it('[HM31] no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(modelFromSaved(text, 0)).toBeTypeOf('object');
      }),
    );
  });
});

describe('agents as a person calls them', () => {
  const { agents } = runningHost('api', 'web', 'Größe').model();

  it('[HM32] number, name and id all do', () => {
    for (const reference of ['2', 'web', agents[1]!.id]) {
      expect(referredAgent(agents, reference)).toBe(agents[1]);
    }
  });

  it('[HM33] an unknown one is answered with what there is', () => {
    const said = (reference: string) => {
      const found = referredAgent(agents, reference);
      return 'problem' in found ? found.problem : null;
    };
    expect(said('wev')).toBe(
      'There is no agent "wev"; there are 1 api, 2 web, 3 Größe. Did you mean "web"?',
    );
    expect(said('4')).toBe('There is no agent "4"; there are 1 api, 2 web, 3 Größe.');
    expect(referredAgent([], 'api')).toMatchObject({
      problem: expect.stringContaining('none yet'),
    });
    const many = Array.from({ length: 20 }, (_, n) => ({ ...agents[0]!, number: n + 1 }));
    expect(referredAgent(many, 'x')).toMatchObject({
      problem: expect.stringContaining('and 8 more'),
    });
  });

  it('[HM33] the nearest name is near', () => {
    expect(nearestName(['frontend', 'backend'], 'bakend')).toBe('backend');
    expect(nearestName(['frontend'], 'api')).toBeNull();
    expect(nearestName(['a', 'b'], 'q')).toBeNull();
    expect(nearestName(['A'], 'a')).toBe('A');
    expect(nearestName(['api'], 'x'.repeat(1_000_000))).toBeNull();
  });
});
