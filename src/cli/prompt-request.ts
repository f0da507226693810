import type { PromptWhen } from '../core/prompts/receipt.ts';
import type { Call, Surroundings } from './call.ts';
import { type Outcome, wrongUsage } from './outcome.ts';
import { textFrom } from './text-argument.ts';

/** What was asked for about one prompt, but to whom it goes. */
export type PromptRequest = {
  readonly text: string;
  readonly when: PromptWhen;
  readonly commands: 'run' | 'send-as-text';
  readonly fill: 'template' | 'as-it-is';
  /** Of the same key nothing is sent to an agent twice. */
  readonly key: string | null;
  readonly wait: PromptWait | null;
  readonly print: 'json' | 'text';
};

/** Until when a command stays. `timeoutMs` null: however long it takes. */
export type PromptWait = {
  readonly until: 'accepted' | 'done';
  readonly timeoutMs: number | null;
};

const moments = ['ready', 'now', 'queue'] as const satisfies readonly PromptWhen[];
const ends = ['accepted', 'done'] as const;

/** Reads stdin when the text is `-`. */
export async function promptRequest(
  text: string,
  { options }: Call,
  surroundings: Surroundings,
): Promise<PromptRequest | Outcome> {
  const { when = 'ready', until = 'accepted', timeout, wait, key, json } = options;
  const moment = moments.find((one) => one === when);
  if (!moment) return wrongUsage(`--when takes ready, now or queue, not "${when}".`);
  const end = ends.find((one) => one === until);
  if (!end) return wrongUsage(`--until takes accepted or done, not "${until}".`);
  const timeoutMs = timeout === undefined ? null : milliseconds(`${timeout}`);
  if (Number.isNaN(timeoutMs)) {
    return wrongUsage(
      `--timeout takes seconds, or a time such as 90s, 5m or 1h, not "${timeout}".`,
    );
  }
  const whole = await textFrom(text, surroundings.stdin);
  if ('exitCode' in whole) return whole;
  const waits = wait === true || options['until'] !== undefined || timeoutMs !== null;
  return {
    text: whole.text,
    when: moment,
    commands: options['commands'] === true ? 'run' : 'send-as-text',
    fill: options['template'] === true ? 'template' : 'as-it-is',
    key: typeof key === 'string' ? key : null,
    wait: waits ? { until: end, timeoutMs } : null,
    print: json === true ? 'json' : 'text',
  };
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function milliseconds(text: string): number {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)([smh])?$/.exec(text) ?? [];
  return Number(count) * (unitMs[unit] ?? Number.NaN);
}
