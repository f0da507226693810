import { setTimeout as sleep } from 'node:timers/promises';
import { approvals } from '../e2e/truth/approvals.ts';
import { deaths } from '../e2e/truth/deaths.ts';
import { dialogs } from '../e2e/truth/dialogs.ts';
import { failures } from '../e2e/truth/failures.ts';
import { interrupts } from '../e2e/truth/interrupts.ts';
import { faultsIn } from '../e2e/truth/judge.ts';
import { lives } from '../e2e/truth/lives.ts';
import { questions } from '../e2e/truth/questions.ts';
import { quotes } from '../e2e/truth/quotes.ts';
import type { Scenario } from '../e2e/truth/scenario.ts';
import { openStage, type Stage } from '../e2e/truth/stage.ts';
import { subagents } from '../e2e/truth/subagents.ts';
import { turns } from '../e2e/truth/turns.ts';
import { witnesses } from '../e2e/truth/witnesses.ts';
import { evidenceLines } from '../support/evidence-log.ts';
import { standInEnvironment } from '../support/stand-in-codex.ts';
import {
  exactNaively,
  exactWithHooks,
  exactWithoutHooks,
  type Group,
  naiveFigures,
  type Played,
  timedIn,
  unexplained,
  type Verdicts,
} from './truth-figures.ts';

const scenarios: readonly Scenario[] = [
  turns,
  approvals,
  questions,
  interrupts,
  failures,
  subagents,
  quotes,
  lives,
  dialogs,
  deaths,
  witnesses,
].flat();

/** More would measure how long they wait for each other, and so would those that are over. */
const atOnce = 1;
/** The host writes its log a tenth of a second late. */
const logLateMs = 300;

/** How true tiles are, and how soon. Goals: every sequence exact; p95 150 ms in-band, 300 ms by markers alone. */
export async function run(): Promise<void> {
  const stage = await openStage({ env: await standInEnvironment() });
  try {
    const { played, failures } = await playAll(stage);
    report(played, failures);
  } finally {
    await stage.close();
  }
}

async function playAll(stage: Stage) {
  const waiting = [...scenarios];
  const played: Played[] = [];
  const failures: string[] = [];
  const play = async () => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      try {
        const performance = await stage.perform(scenario);
        await sleep(logLateMs);
        const lines = evidenceLines(stage.fixture.stateFolder, performance.agent);
        played.push({ scenario, performance, lines });
        if (performance.states.at(-1)?.state !== 'ended') await stage.stop(performance);
        failures.push(
          ...faultsIn(scenario, performance).map((fault) => `${scenario.name}: ${fault}`),
        );
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        failures.push(`${scenario.name}: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, play));
  return { played, failures };
}

/** What nobody can know there, and why. */
const untold: Readonly<Record<string, string>> = {
  'subagent-asks': 'only hooks tell of subagents',
  'without-reports': 'its title alone does not tell how a turn ended',
  'without-reports-and-title': 'nothing is left that tells',
};

function report(played: readonly Played[], failures: readonly string[]): void {
  for (const failure of failures) console.log(`  ${failure}`);
  const tell = (who: string, { exact, others }: Verdicts) => {
    const names = others.map(({ name }) => name).join(', ');
    const rest = others.length === 0 ? '' : `; not ${names}`;
    console.log(`  ${who.padEnd(36)} ${exact} of ${scenarios.length} sequences exact${rest}`);
  };
  tell('with hooks', exactWithHooks(played));
  const without = exactWithoutHooks(played);
  tell('without, replayed', without);
  for (const { name, told } of without.others) {
    console.log(`    ${name}: ${untold[name] ?? told.join(', ')}`);
  }
  console.log(`  disagreements left unexplained: ${unexplained(played).length}`);
  const timed = played.flatMap(timedIn);
  const groups: readonly Group[] = ['in-band', 'marker only', 'screen', 'process', 'older codex'];
  console.log(
    '\n  ms from the cause to the roster at a client, and of it since the host heard of it',
  );
  for (const group of groups) {
    const own = timed.filter((one) => one.group === group);
    const all = figures(own.map(({ ms }) => ms));
    const ours = figures(own.map(({ oursMs }) => oursMs));
    console.log(`  ${group.padEnd(12)} ${all} | ours ${ours}`);
  }
  console.log('  the slowest of in-band');
  const inBand = timed.filter(({ group }) => group === 'in-band');
  for (const one of inBand.toSorted((left, right) => right.ms - left.ms).slice(0, 16)) {
    const { scenario, state, ms, oursMs } = one;
    console.log(`    ${scenario}: ${state} ${ms.toFixed(0)}, ours ${oursMs.toFixed(0)}`);
  }
  const naive = naiveFigures(played);
  const shown = naive.delays.filter((ms) => ms !== null);
  console.log();
  tell('from UserPromptSubmit to Stop', exactNaively(played));
  console.log(`  wrong at the end: ${naive.wrongAtTheEnd} of ${played.length}`);
  console.log(`  wrong for ${naive.wrongPercent.toFixed(0)} % of the time`);
  console.log(`  ${figures(shown)}; ${naive.delays.length - shown.length} never shown`);
}

function figures(values: readonly number[]): string {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return value === undefined ? '-' : value.toFixed(0);
  };
  return `n ${sorted.length}, p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`;
}
