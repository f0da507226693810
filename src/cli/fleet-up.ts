import { type FleetStep, fleetPlan, groupsProblem } from '../core/fleet/fleet-plan.ts';
import { counted } from '../core/git/worktree-work.ts';
import { type AgentDescription, descriptionOf } from '../core/host/host-describe.ts';
import { consentFor } from './ask-trust.ts';
import type { Call, Surroundings } from './call.ts';
import { type Fleet, fleetFile, readFleetFile } from './fleet-on-disk.ts';
import { fleetRefusal } from './fleet-trust.ts';
import { type DoneStep, plannedStep, stepsText } from './fleet-words.ts';
import { type Ask, replyOf, withHost, withSavedAgents } from './host-access.ts';
import { folderProblem } from './new-agents.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { areDescriptions, areReceipts, isAgent, isRoster } from './replies.ts';

/** Starts and resumes what a fleet file describes and does not run. */
export async function raiseFleet(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const found = await fleetFile(call.arguments[0], surroundings);
  if ('problem' in found) return failed(found.problem);
  const fleet = await readFleetFile(found.file, surroundings.homeFolder);
  if ('problems' in fleet) return failed(nothingDone(fleet.problems));
  const groups = groupsOf(call);
  const problem = groupsProblem(fleet.agents, groups);
  if (problem !== null) return failed(`${fleet.file}: ${problem}`);
  const planned = (present: readonly AgentDescription[]) =>
    fleetPlan(fleet.agents, present, { file: fleet.file, groups });
  const isDry = call.options['dryRun'] === true;
  const prompted = call.options['prompt'] === true ? 'all' : 'new agents';
  const print = (steps: readonly DoneStep[]) => outcomeOf(steps, call);
  const work = (ask: Ask) =>
    ask({ type: 'descriptions' }, areDescriptions, async (present) => {
      const steps = planned(present);
      const missing = foldersProblem(steps);
      if (missing !== null) return failed(missing);
      if (isDry) return print(steps.map((step) => plannedPrompt(step, prompted)));
      const refusal = await fleetRefusal(ask, fleet.file, surroundings);
      if (refusal !== null) return refusal;
      return print(await carriedOut(steps, { ask, fleet, surroundings, prompted }));
    });
  if (!isDry) return withHost(surroundings, { work, without: 'start' });
  return withHost(surroundings, {
    work,
    without: (places) =>
      withSavedAgents(places, surroundings, (agents) =>
        print(planned(agents.map(descriptionOf)).map((step) => plannedPrompt(step, prompted))),
      ),
  });
}

/** Null when all of the fleet is meant. */
export function groupsOf({ options: { group } }: Call): readonly string[] | null {
  return Array.isArray(group) ? group.map(String) : null;
}

/** Nothing is started while one of them has no folder to work in. */
function foldersProblem(steps: readonly FleetStep[]): string | null {
  const problems = steps.flatMap((step) => {
    const problem =
      step.type === 'start' ? folderProblem(step.agent.cwd, 'say another cwd in the file') : null;
    return problem === null ? [] : [`${step.name}: ${problem}`];
  });
  return problems.length === 0 ? null : nothingDone(problems);
}

function nothingDone(problems: readonly string[]): string {
  return `nothing was done:\n${problems.join('\n')}`;
}

type Raising = {
  readonly ask: Ask;
  readonly fleet: Fleet;
  readonly surroundings: Surroundings;
  /** To whom the file's prompts go: new agents begin with them in any case. */
  readonly prompted: 'new agents' | 'all';
};

/** One after the other, in the order of the file: their tiles stand so, and a folder is asked about once. */
async function carriedOut(
  steps: readonly FleetStep[],
  raising: Raising,
): Promise<readonly DoneStep[]> {
  const results: DoneStep[] = [];
  for (const step of steps) results.push(await carryOut(step, raising));
  return results;
}

async function carryOut(step: FleetStep, raising: Raising): Promise<DoneStep> {
  const told = plannedStep(step);
  switch (step.type) {
    case 'start':
      return withProblem(told, await startStep(step, raising));
    case 'resume':
    case 'keep':
      return promptedStep(withProblem(told, await againStep(step, raising)), step, raising);
    case 'taken':
    case 'left-over':
      return told;
    default:
      return step satisfies never;
  }
}

async function startStep(
  { name, agent: { cwd, group, settings } }: Extract<FleetStep, { type: 'start' }>,
  { ask, fleet, surroundings }: Raising,
): Promise<Outcome> {
  const consent = await consentFor(ask, { cwd, settings }, surroundings);
  return ask(
    {
      type: 'new',
      name,
      cwd,
      count: 1,
      settings,
      session: { type: 'new' },
      consent,
      fleet: fleet.file,
      group,
      task: { type: 'session' },
    },
    isRoster,
    () => done(''),
  );
}

async function againStep(
  { type, id, agent, changes }: Extract<FleetStep, { type: 'resume' | 'keep' }>,
  { ask, fleet }: Raising,
): Promise<Outcome> {
  const { settings, group } = agent;
  if (changes.some(({ applies }) => applies === 'at its next start')) {
    const described = await ask(
      { type: 'describe', agent: id, settings, group, fleet: fleet.file },
      isAgent,
      () => done(''),
    );
    if (described.exitCode !== 0) return described;
  }
  if (type === 'keep') return done('');
  return ask({ type: 'resume', agents: [id], session: 'own' }, isRoster, () => done(''));
}

function plannedPrompt(step: FleetStep, prompted: Raising['prompted']): DoneStep {
  const told = plannedStep(step);
  const isSent = prompted === 'all' && 'prompt' in step && step.prompt !== null;
  return isSent ? { ...told, receipt: 'planned' } : told;
}

async function promptedStep(
  told: DoneStep,
  { id, prompt: text }: Extract<FleetStep, { type: 'resume' | 'keep' }>,
  { ask, surroundings, prompted }: Raising,
): Promise<DoneStep> {
  if (prompted !== 'all' || text === null || told.problem !== null) return told;
  const sent = await replyOf(
    ask,
    {
      type: 'prompt',
      batch: surroundings.newId(),
      prompts: [{ agent: id, text }],
      when: 'ready',
      commands: 'send-as-text',
    },
    areReceipts,
  );
  if ('exitCode' in sent) return withProblem(told, sent);
  const [receipt = null] = sent.value;
  return receipt?.state === 'refused'
    ? { ...told, did: 'failed', problem: receipt.why }
    : { ...told, receipt };
}

function withProblem(step: DoneStep, { problem }: Outcome): DoneStep {
  return problem === null ? step : { ...step, did: 'failed', problem };
}

function outcomeOf(steps: readonly DoneStep[], call: Call): Outcome {
  const isDry = call.options['dryRun'] === true;
  const text = call.options['json']
    ? jsonText(steps)
    : stepsText(steps, isDry ? 'planned' : 'done');
  const bad = steps.filter(({ problem }) => problem !== null);
  if (bad.length === 0) return done(text);
  return { ...failed(`${counted(bad.length, 'agent')} could not be started; see above.`), text };
}
