import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';

type CommandOf<Type extends HostCommand['type']> = Extract<HostCommand, { type: Type }>;

/** Starts one agent that nothing is remarkable about, but for what the test says. */
export function newCommand(name: string, more: Partial<CommandOf<'new'>> = {}): CommandOf<'new'> {
  return {
    type: 'new',
    name,
    cwd: '/work/api',
    count: 1,
    settings: {},
    session: { type: 'new' },
    consent: null,
    fleet: null,
    group: null,
    task: { type: 'session' },
    ...more,
  };
}

export function resumeCommand(...agents: string[]): CommandOf<'resume'> {
  return { type: 'resume', agents, session: 'own' };
}

export function removeCommand(...agents: string[]): CommandOf<'remove'> {
  return { type: 'remove', agents, sessions: 'keep', work: 'keep' };
}

/** A launch of such an agent. */
export function someLaunch(more: Partial<LaunchRequest> = {}): LaunchRequest {
  return {
    agent: 'a1' as AgentId,
    name: 'api',
    cwd: '/work',
    home: 'isolated',
    settings: {},
    prompt: null,
    session: { type: 'new' },
    task: { type: 'session' },
    worktree: null,
    consent: null,
    ...more,
  };
}
