import { expect, it } from 'vitest';
import type { AgentId, HooksHealth, LaunchFacts } from '../../src/core/agent/agent.ts';
import type { HostEvent } from '../../src/core/host/host-events.ts';
import { agentById } from '../../src/core/host/host-state.ts';
import { inBand, marker } from '../support/evidence.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const unverified: HooksHealth = { type: 'unverified' };
const off: HooksHealth = { type: 'off', reason: 'codex has no hooks switched on' };

function launchFacts(hooks: HooksHealth): LaunchFacts {
  return {
    codexHome: '/h',
    codexVersion: '0.169.0',
    model: null,
    reasoningEffort: null,
    sandbox: null,
    approval: null,
    network: null,
    hooks,
    dangerous: [],
  };
}

/** Two agents that run, prepared with unverified hooks. */
function prepared() {
  const host = runningHost('api', 'web');
  const ids = { api: idOf(host, 'api'), web: idOf(host, 'web') };
  const notices: string[] = [];
  let ms = 100;
  const tell = (event: HostEvent) => {
    ms = event.type === 'evidence' ? event.evidence.at - recordedAt : ms;
    for (const effect of host.happens(ms, event)) {
      if (effect.type === 'notify') notices.push(effect.message);
    }
  };
  const prepare = (agent: AgentId, hooks: HooksHealth) =>
    tell({ type: 'prepared', agent, facts: { launch: launchFacts(hooks) } });
  prepare(ids.api, unverified);
  prepare(ids.web, unverified);
  const hooks = (id: AgentId) => agentById(host.model(), id)?.launch?.hooks;
  return { ids, tell, prepare, notices, hooks };
}

it('[TR36] the answer of codex becomes what is known of the agent', () => {
  const { ids, tell, hooks, notices } = prepared();
  tell({ type: 'hooks-checked', agent: ids.api, health: { type: 'trusted' } });
  expect(hooks(ids.api)).toEqual({ type: 'trusted' });
  expect(hooks(ids.web)).toEqual(unverified);
  tell({ type: 'hooks-checked', agent: ids.web, health: unverified });
  expect(notices).toEqual([]);
});

it('[TR37] a reason why hooks are off is said once, whichever way it was found', () => {
  const { ids, tell, prepare, notices } = prepared();
  tell({ type: 'hooks-checked', agent: ids.api, health: off });
  tell({ type: 'hooks-checked', agent: ids.web, health: off });
  prepare(ids.web, off);
  expect(notices).toEqual([expect.stringMatching(/^api: hooks off, in-band only: .*doctor$/)]);
  prepare(ids.web, { type: 'off', reason: 'another' });
  expect(notices).toHaveLength(2);
});

it('[TR38] a marker that came before the answer counts more than it', () => {
  const { ids, tell, hooks, notices } = prepared();
  const evidence = marker(50_000, 'UserPromptSubmit');
  tell({ type: 'evidence', agent: ids.api, evidence });
  expect(hooks(ids.api)).toEqual({ type: 'trusted' });
  tell({ type: 'hooks-checked', agent: ids.api, health: off });
  expect(hooks(ids.api)).toEqual({ type: 'trusted' });
  expect(notices).toEqual([]);
});

it('[TR39] hooks that stay silent through a turn are off, and back with the first marker', () => {
  const { ids, tell, hooks, notices } = prepared();
  for (const evidence of [
    inBand(10_000, 'idle'),
    inBand(20_000, 'working'),
    inBand(30_000, 'done'),
  ])
    tell({ type: 'evidence', agent: ids.api, evidence });
  expect(hooks(ids.api)).toMatchObject({ type: 'off', reason: expect.stringContaining('turn') });
  expect(notices).toHaveLength(1);
  tell({ type: 'evidence', agent: ids.api, evidence: marker(40_000, 'SessionStart') });
  expect(hooks(ids.api)).toEqual({ type: 'trusted' });
});
