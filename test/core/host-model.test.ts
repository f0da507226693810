import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import type { ClientId } from '../../src/core/host/host-events.ts';
import { roster } from '../../src/core/host/host-state.ts';
import type { MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import {
  client,
  type EvidenceNow,
  hostRun,
  idOf,
  processExited,
  runningHost,
  typesOf,
} from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

function marker(event: MarkerEvidence['event'], more: Partial<MarkerEvidence> = {}): EvidenceNow {
  return {
    witness: 'marker',
    event,
    sessionId: 's-1234567' as SessionId,
    rolloutPath: '/root.jsonl',
    turnId: 't1',
    subagentId: null,
    model: 'm',
    prompt: null,
    tool: null,
    response: null,
    source: null,
    lastMessage: null,
    ...more,
  };
}

const enterPressed: EvidenceNow = { witness: 'key', key: 'Enter' };
const inBand = (report: 'idle' | 'working' | 'done'): EvidenceNow => ({
  witness: 'in-band',
  report,
  kind: null,
});

describe('the roster', () => {
  it('[HM20] is published when it changed as published, and only then', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    expect(typesOf(host.hear(300, agent, inBand('idle')))).toContain('publish-roster');
    expect(typesOf(host.hear(400, agent, inBand('idle')))).not.toContain('publish-roster');
    host.hear(500, agent, marker('UserPromptSubmit'));
    expect(typesOf(host.hear(510, agent, marker('PreModelRequest')))).toEqual([]);
    const git = { branch: 'main', changes: { added: 0, deleted: 0, dirty: false }, work: null };
    const read = host.happens(520, { type: 'git-read', agent, git });
    expect(typesOf(read)).toEqual(['save-roster', 'publish-roster']);
    expect(host.happens(530, { type: 'git-read', agent, git })).toEqual([]);
  });

  it('[HM21] is saved when something changed that outlives the host, and only then', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    expect(typesOf(host.hear(300, agent, inBand('idle')))).not.toContain('save-roster');
    expect(typesOf(host.hear(500, agent, marker('UserPromptSubmit')))).toContain('save-roster');
    expect(typesOf(host.hear(600, agent, inBand('working')))).not.toContain('save-roster');
    expect(typesOf(host.hear(700, agent, processExited(0)))).toContain('save-roster');
  });

  it('[HM22] seen makes done ready', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(300, agent, inBand('idle'));
    host.hear(500, agent, inBand('working'));
    host.hear(900, agent, inBand('done'));
    expect(roster(host.model())).toMatchObject([{ state: 'done', unread: true }]);
    expect(typesOf(host.happens(950, { type: 'seen', agent }))).toEqual(['publish-roster']);
    expect(roster(host.model())).toMatchObject([{ state: 'ready', unread: false }]);
    expect(host.happens(960, { type: 'seen', agent })).toEqual([]);
  });
});

describe('a host that lives as long as its clients', () => {
  const other = 2 as ClientId;

  it('[HM28] ends its agents, then itself, when the last one leaves', () => {
    const host = runningHost('api');
    const run = hostRun({ ...host.model(), lifetime: 'of-clients' });
    const agent = idOf(run, 'api');
    run.happens(100, { type: 'client-joined', client: other });
    expect(run.happens(200, { type: 'client-left', client })).toEqual([]);
    expect(run.happens(300, { type: 'client-left', client: other })).toContainEqual({
      type: 'signal',
      agent,
      signal: 'SIGTERM',
    });
    expect(typesOf(run.hear(400, agent, processExited(0)))).toContain('exit');
  });
});

describe('following an agent', () => {
  it('[HM23] its rollout once a marker names it, and each subagent’s', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    expect(host.hear(500, agent, marker('SessionStart', { source: 'startup' }))).toContainEqual({
      type: 'follow-rollout',
      agent,
      path: '/root.jsonl',
      subagentId: null,
    });
    expect(typesOf(host.hear(510, agent, marker('UserPromptSubmit')))).not.toContain(
      'follow-rollout',
    );
    const child = { subagentId: 'a1', turnId: 't5', rolloutPath: '/child.jsonl' };
    expect(host.hear(600, agent, marker('SubagentStart', child))).toContainEqual({
      type: 'follow-rollout',
      agent,
      path: '/child.jsonl',
      subagentId: 'a1',
    });
    expect(typesOf(host.hear(610, agent, marker('PreToolUse', child)))).not.toContain(
      'follow-rollout',
    );
    // Of a subagent first heard of when it stops codex names the root's rollout.
    const stopped = { subagentId: 'a2', turnId: 't6' };
    expect(typesOf(host.hear(620, agent, marker('SubagentStop', stopped)))).not.toContain(
      'follow-rollout',
    );
  });

  it('[HM24] its branch after each turn', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(500, agent, marker('UserPromptSubmit'));
    expect(host.hear(600, agent, marker('Stop'))).toContainEqual({ type: 'read-git', agent });
    host.hear(700, agent, marker('UserPromptSubmit', { turnId: 't2' }));
    const interrupted = host.hear(800, agent, marker('Interrupt', { turnId: 't2' }));
    expect(interrupted).toContainEqual({ type: 'read-git', agent });
  });

  it('[HM25] nothing more once it has ended', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(400, agent, processExited(0));
    const late = typesOf(host.hear(500, agent, marker('Stop')));
    expect(late).not.toContain('follow-rollout');
    expect(late).not.toContain('read-git');
    expect(roster(host.model())).toMatchObject([{ state: 'ended', sessionId: 's-1234567' }]);
  });
});

describe('the alarm', () => {
  it('[HM26] is set to the earliest wish and brings the decision that time makes', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(300, agent, inBand('idle'));
    host.hear(900, agent, enterPressed);
    expect(host.hear(1_000, agent, inBand('working'))).toEqual([
      { type: 'wake', at: recordedAt + 1_100 },
    ]);
    expect(typesOf(host.happens(1_100, { type: 'woke' }))).toContain('publish-roster');
    expect(roster(host.model())).toMatchObject([{ state: 'working' }]);
    expect(host.model().wakeAt).toBeNull();
  });

  it('[HM26] one that came too early is set again', () => {
    const host = runningHost('api');
    const agent = idOf(host, 'api');
    host.hear(300, agent, inBand('idle'));
    host.hear(900, agent, enterPressed);
    host.hear(1_000, agent, inBand('working'));
    expect(host.happens(1_050, { type: 'woke' })).toEqual([
      { type: 'wake', at: recordedAt + 1_100 },
    ]);
  });
});

describe('a host that nobody needs', () => {
  it('[HM27] exits after 60 s without a live agent and without a client', () => {
    const host = hostRun();
    expect(host.happens(0, { type: 'woke' })).toEqual([{ type: 'wake', at: recordedAt + 60_000 }]);
    expect(typesOf(host.happens(60_000, { type: 'woke' }))).toContain('exit');
  });

  it('[HM27] stays for a client, and for an agent', () => {
    const host = runningHost('api');
    host.happens(100, { type: 'client-left', client });
    expect(typesOf(host.happens(90_000, { type: 'woke' }))).not.toContain('exit');
    host.hear(100_000, idOf(host, 'api'), processExited(0));
    host.happens(130_000, { type: 'client-joined', client: 2 as ClientId });
    expect(typesOf(host.happens(160_000, { type: 'woke' }))).not.toContain('exit');
    host.happens(170_000, { type: 'client-left', client: 2 as ClientId });
    expect(typesOf(host.happens(229_999, { type: 'woke' }))).not.toContain('exit');
    expect(typesOf(host.happens(230_000, { type: 'woke' }))).toContain('exit');
  });
});
