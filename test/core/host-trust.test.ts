import { expect, it } from 'vitest';
import type { HostEffect } from '../../src/core/host/host-events.ts';
import type { AgentSettings } from '../../src/core/settings/agent-settings.ts';
import { builtInProgramSettings } from '../../src/core/settings/agent-settings.ts';
import { hostRun } from '../support/host-run.ts';
import { newCommand } from '../support/some-command.ts';

function launchOf(effects: readonly HostEffect[]) {
  const start = effects.find((effect) => effect.type === 'start-codex');
  return start?.type === 'start-codex' ? start.launch : null;
}

function hostWith(defaults: AgentSettings) {
  const host = hostRun();
  const program = builtInProgramSettings;
  const settings = { ok: true, defaults, origins: {}, program } as const;
  host.happens(0, { type: 'settings-changed', settings });
  return host;
}

it('[TR66] --trust is an answer that is kept; the setting for all agents is none', () => {
  const said = hostWith({}).ask(10, newCommand('api', { settings: { trust: true } }));
  expect(launchOf(said)).toMatchObject({ consent: 'trust', settings: { trust: true } });
  const byDefault = hostWith({ trust: true }).ask(10, newCommand('api'));
  expect(launchOf(byDefault)).toMatchObject({ consent: null, settings: { trust: true } });
  const answered = hostWith({}).ask(10, newCommand('api', { consent: 'decline' }));
  expect(launchOf(answered)).toMatchObject({ consent: 'decline' });
});
