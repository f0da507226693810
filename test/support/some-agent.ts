import type { Agent, AgentId } from '../../src/core/agent/agent.ts';
import { noDigest } from '../../src/core/digest/digest.ts';

/** An agent at rest that nothing is remarkable about, but for what the test says. */
export function someAgent(remarkable: Partial<Agent>): Agent {
  return {
    number: 1,
    id: 'a1' as AgentId,
    name: 'api',
    cwd: '/teahouse',
    state: 'ready',
    since: 0,
    detail: null,
    subagents: 0,
    sessionId: null,
    home: '/home',
    branch: null,
    git: null,
    worktree: null,
    group: null,
    repository: null,
    task: 'session',
    badges: [],
    stopping: null,
    model: null,
    pid: null,
    exit: null,
    context: null,
    queue: 0,
    ask: null,
    unread: false,
    conflicts: [],
    muted: false,
    digest: noDigest,
    limits: null,
    limitedUntil: null,
    pinned: false,
    ...remarkable,
  };
}
