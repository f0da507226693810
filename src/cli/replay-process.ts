import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { ReplayedStep } from '../core/run/replayed-states.ts';
import type { Frame } from '../core/terminal/frame.ts';
import { jsonValue } from '../core/text/json-value.ts';
import type { Surroundings } from './call.ts';

const problemSchema = v.object({ problem: v.string() });

export type Blanked = {
  readonly blanked: string;
  /** Whether it replays to the same states. */
  readonly alike: boolean;
};
export type Replayed = { readonly replay: { readonly steps: readonly ReplayedStep[] } };
export type Screened = { readonly frame: Frame | null };

type Problem = { readonly problem: string };

export function blankRunIn(surroundings: Surroundings, run: string): Promise<Blanked | Problem> {
  return made(surroundings, { words: ['blank'], run, isMade: hasKey('blanked') });
}

export function replayIn(surroundings: Surroundings, run: string): Promise<Replayed | Problem> {
  return made(surroundings, { words: ['replay'], run, isMade: hasKey('replay') });
}

/** `at` is epoch ms. */
export function screenIn(
  surroundings: Surroundings,
  run: string,
  at: number,
): Promise<Screened | Problem> {
  return made(surroundings, { words: ['screen', `${at}`], run, isMade: hasKey('frame') });
}

function hasKey(key: string) {
  return (value: unknown): boolean => typeof value === 'object' && value !== null && key in value;
}

/** The two programs are of one package, so what the one makes is what the other expects. */
async function made<Made>(
  { nodePath, replayEntry }: Surroundings,
  asked: {
    readonly words: readonly string[];
    readonly run: string;
    readonly isMade: (value: unknown) => boolean;
  },
): Promise<Made | Problem> {
  const child = spawn(nodePath, [replayEntry, ...asked.words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // It says itself what is wrong with what it was given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(asked.run);
  const value = jsonValue(await text(child.stdout));
  if (asked.isMade(value)) return value as Made;
  const told = v.safeParse(problemSchema, value);
  return told.success ? told.output : { problem: 'The program that replays runs broke off.' };
}
