import type { AgentId } from '../../src/core/agent/agent.ts';
import type { Open } from '../../src/core/codex-screen/screen-facts.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { ClientId, HostEffect, HostEvent } from '../../src/core/host/host-events.ts';
import { step } from '../../src/core/host/host-model.ts';
import { type HostModel, newHostModel } from '../../src/core/host/host-state.ts';
import { modelFromSaved, savedRosterText } from '../../src/core/host/saved-roster.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { type PromptJob, receiptOf } from '../../src/core/prompts/prompt-job.ts';
import type { PromptWhen, Receipt } from '../../src/core/prompts/receipt.ts';
import { promptsFromSaved, savedPromptsText } from '../../src/core/prompts/saved-prompts.ts';
import { holdsPrompt } from '../../src/core/prompts/taken-prompt.ts';
import { doorClock } from './door-clock.ts';
import { type DoorCodex, doorCodex } from './door-codex.ts';
import { marker } from './evidence.ts';
import { recordedAt } from './recorded-evidence.ts';
import { newCommand, resumeCommand } from './some-command.ts';

/** What came of one run, and what codex truly took of it. */
export type DoorStory = {
  readonly receipts: readonly Receipt[];
  readonly texts: ReadonlyMap<string, string>;
  readonly taken: readonly string[];
  readonly wrongs: readonly string[];
  readonly told: readonly string[];
};

type EffectOf<Type extends HostEffect['type']> = Extract<HostEffect, { type: Type }>;

const runMs = 60_000;
const calmMs = 600_000;
const lookMs = 40;
const client = 1 as ClientId;

/** A whole host model with one agent and the door, on a modelled codex and a modelled disk, with faults of all kinds. */
export function doorRun(seed: number): DoorStory {
  const clock = doorClock(seed);
  const { now, later, between, happens } = clock;
  const told: string[] = [];
  const tell = (text: string) => told.push(`${now() - recordedAt} ${text}`);
  const hooks = happens(70) ? 'on' : 'off';
  const texts = new Map<string, string>();
  const codexes: DoorCodex[] = [];
  let codex: DoorCodex | null = null;
  let model: HostModel = newHostModel(now());
  let epoch = 0;
  let isWatched = false;
  let disk = savedPromptsText([]);
  let turns = 0;
  let isCalm = false;
  let lastWrite = 0;
  let reportedAt = 0;
  const onDisk: HostEvent[] = [];
  const agent = () => model.agents[0]?.id as AgentId;

  const happen = (event: HostEvent) => {
    clock.ids += 1;
    const stepped = step(model, event, { now: now(), newId: `id${clock.ids}` });
    model = stepped.model;
    stepped.effects.forEach(carryOut);
  };
  const hear = (evidence: Evidence) => {
    const at = now();
    happen({ type: 'evidence', agent: agent(), evidence: { ...evidence, at } as Evidence });
  };
  /** Only if the host of that time still lives. */
  const soon = (delayMs: number, work: () => void) => {
    const own = epoch;
    later(delayMs, () => own === epoch && work());
  };
  const look = () => {
    if (codex && isWatched) {
      happen({ type: 'screen-read', agent: agent(), facts: codex.facts() });
    }
  };

  function carryOut(effect: HostEffect): void {
    switch (effect.type) {
      case 'start-codex':
        soon(50, start);
        break;
      case 'watch-screen':
        isWatched = effect.wanted;
        soon(0, look);
        break;
      case 'paste':
      case 'press':
        put(effect);
        break;
      case 'save-prompts':
        save(effect);
        break;
      case 'find-prompt':
        find(effect);
        break;
      case 'wake':
        clock.wakeAt = effect.at;
        break;
      case 'publish-receipts':
        for (const { id, state, why } of effect.receipts) tell(`${id} ${state} ${why ?? ''}`);
        break;
      default:
    }
  }

  function save({ text, typed }: EffectOf<'save-prompts'>): void {
    lastWrite = Math.max(lastWrite, now() + between(1, 60));
    soon(lastWrite - now(), () => {
      disk = text;
      happen({ type: 'prompts-saved', agent: agent(), typed });
    });
  }

  function find({ prompt, since, text }: EffectOf<'find-prompt'>): void {
    const count = all().filter((one) => one.at >= since && holdsPrompt(one.text, text)).length;
    soon(between(1, 30), () => happen({ type: 'prompt-found', agent: agent(), prompt, count }));
  }

  function put(effect: EffectOf<'paste' | 'press'>): void {
    const { purpose } = effect;
    const isSame = codex !== null && JSON.stringify(codex.facts()) === JSON.stringify(effect.on);
    if (!isSame) soon(0, look);
    if (isSame && effect.type === 'paste') {
      codex?.type({ by: 'door', type: 'paste', text: effect.text });
    }
    if (isSame && effect.type === 'press') {
      codex?.type({ by: 'door', type: 'key', key: effect.key as 'Enter' | 'Tab' });
    }
    tell(`${effect.type} for ${purpose} ${isSame ? 'done' : 'not done'}`);
    soon(0, () => happen({ type: 'put', agent: agent(), purpose, done: isSame }));
  }

  const all = () => codexes.flatMap(({ taken }) => taken);

  function start(): void {
    const own = doorCodex(
      clock,
      { keysLostPercent: between(0, 30), pastesLostPercent: between(0, 8), asksPercent: 35 },
      {
        report: (report) => {
          const kind = report === 'blocked' ? 'permission' : null;
          reportedAt = Math.max(reportedAt, now() + between(0, 15));
          soon(
            reportedAt - now(),
            () => alive() && hear({ witness: 'in-band', at: 0, report, kind }),
          );
        },
        took(text) {
          const at = now();
          turns += 1;
          const turnId = turn(turns);
          tell(`codex took ${text}`);
          mark(marker(0, 'UserPromptSubmit', { turnId, prompt: text }));
          if (hooks === 'on') keep({ type: 'prompt-taken', agent: agent(), text, at });
        },
        asks: () => mark(marker(0, 'PermissionRequest', { turnId: turn(turns) })),
        answered: () => mark(marker(0, 'PostToolUse', { turnId: turn(turns) })),
        turnEnds: () => mark(marker(0, 'Stop', { turnId: turn(turns) })),
        drew: () => soon(lookMs, look),
      },
    );
    const alive = () => codex === own;
    codex = own;
    codexes.push(own);
    hear({ witness: 'process', at: 0, fact: { type: 'started', pid: 7 } });
    soon(between(50, 400), () => hear({ witness: 'in-band', at: 0, report: 'idle', kind: null }));
  }

  function mark(evidence: Evidence): void {
    if (hooks === 'on')
      keep({ type: 'evidence', agent: agent(), evidence: { ...evidence, at: now() } as Evidence });
  }

  /** A marker lies on the disk until a host reads it, and may be told twice. */
  function keep(event: HostEvent): void {
    onDisk.push(event);
    later(between(1, happens(10) ? 1_500 : 120), takeMarkers);
    if (happens(5)) later(between(100, 2_000), () => happen(event));
  }

  function takeMarkers(): void {
    for (const event of onDisk.splice(0)) happen(event);
  }

  function dies(): void {
    if (!codex) return;
    tell('codex dies');
    codex.dies();
    codex = null;
    isWatched = false;
    hear({
      witness: 'process',
      at: 0,
      fact: { type: 'exited', exit: { code: 1, signal: 'SIGKILL' } },
    });
    soon(between(500, 5_000), resume);
  }

  /** Its agents' terminals go with it. */
  function hostDies(): void {
    tell('host dies');
    const roster = savedRosterText(model);
    codex?.dies();
    codex = null;
    isWatched = false;
    epoch += 1;
    lastWrite = 0;
    clock.wakeAt = null;
    later(between(100, 2_000), () => {
      const saved = modelFromSaved(roster, now());
      const prompts = promptsFromSaved(disk, now());
      if ('problem' in saved || 'problem' in prompts) throw new Error('unreadable');
      const agents = saved.agents.map((one) => ({ ...one, prompts, promptsWakeAt: now() }));
      model = { ...saved, agents };
      takeMarkers();
      happen({ type: 'client-joined', client });
      happen({ type: 'woke' });
      soon(between(200, 3_000), resume);
    });
  }

  function resume(): void {
    ask(resumeCommand('api'));
  }

  function ask(command: HostCommand): void {
    happen({ type: 'asked', client, request: 7, command });
  }

  function userTypes(): void {
    if (!codex) return;
    if (isWatched) happen({ type: 'typed', agent: agent(), at: now() });
    codex.type({ by: 'user', type: 'paste', text: 'my own words' });
    const own = codex;
    later(between(300, 12_000), () => userEnds(own));
  }

  function userEnds(own: DoorCodex): void {
    if (own !== codex) return;
    if (isWatched) happen({ type: 'typed', agent: agent(), at: now() });
    own.type({ by: 'user', type: 'key', key: happens(50) ? 'clear' : 'Enter' });
  }

  function userOpens(): void {
    const own = codex;
    const open: Open = happens(50)
      ? { kind: 'menu', name: 'model', title: 'Model', choices: [] }
      : { kind: 'view', name: 'transcript' };
    if (!own || own.isOpen()) return;
    own.opens(open);
    later(between(200, 6_000), () => own.opens(null));
  }

  function answers(): void {
    codex?.type({ by: 'user', type: 'key', key: 'answer' });
    if (!isCalm || codex?.isOpen()) later(between(200, 4_000), answers);
  }

  function sends(index: number): void {
    const text = happens(25)
      ? 'the same again'
      : `prompt number ${index} ${'x'.repeat(between(1, 1_200))}`;
    const when = (['ready', 'now', 'queue'] as const)[between(0, 2)] as PromptWhen;
    if (model.agents.length === 0) return;
    const prompts = [{ agent: 'api', text }];
    ask({ type: 'prompt', batch: `b${index}`, prompts, when, commands: 'send-as-text' });
    const job = jobs().find(({ batch }) => batch === `b${index}`);
    if (job) texts.set(job.id, text);
    tell(`asked for ${job?.id} ${when}: ${text}`);
  }

  const jobs = (): readonly PromptJob[] => model.agents[0]?.prompts ?? [];

  happen({ type: 'client-joined', client });
  ask(newCommand('api'));
  clock.onWake = () => happen({ type: 'woke' });
  const count = between(1, 6);
  for (let index = 1; index <= count; index += 1) later(between(0, runMs / 3), () => sends(index));
  for (let index = 0; index < between(0, 4); index += 1) later(between(0, runMs / 2), userTypes);
  for (let index = 0; index < between(0, 3); index += 1) later(between(0, runMs / 2), userOpens);
  if (happens(20)) later(between(500, runMs / 2), dies);
  if (happens(25)) later(between(500, runMs / 2), hostDies);
  later(between(200, 4_000), answers);
  later(runMs, () => {
    isCalm = true;
  });
  // A turn of its user's, whole, ends whatever the lifecycle has lost sight of.
  later(runMs + 80_000, () => {
    codex?.type({ by: 'user', type: 'paste', text: 'my own words' });
    codex?.type({ by: 'user', type: 'key', key: 'Enter' });
  });
  for (let at = runMs; at < runMs + calmMs; at += 5_000) {
    later(
      at,
      () =>
        codex?.isDrafted() &&
        at > runMs + 60_000 &&
        codex.type({ by: 'user', type: 'key', key: 'clear' }),
    );
    later(at, () => codex?.isOpen() && answers());
  }
  clock.pass(runMs + calmMs);
  return {
    receipts: jobs().map((job) => receiptOf(job, agent())),
    texts,
    taken: all().map(({ text }) => text),
    wrongs: codexes.flatMap(({ wrongs }) => wrongs),
    told,
  };
}

/** Later ones are greater, as codex's are. */
const turn = (count: number) => `01a1fc5e-0000-7000-8000-${String(count).padStart(12, '0')}`;
