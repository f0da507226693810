import type { Environment } from '../wire/places.ts';
import type { CommandName } from './command-table.ts';

/** One command as it was typed. */
export type Call = {
  readonly command: CommandName;
  readonly arguments: readonly string[];
  /** By long name; a switch that was given is true, one that was negated false, one that may be repeated a list. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** What stood behind `--`. */
  readonly codexArguments: readonly string[];
};

/** What a command knows of the process it runs in. Folders and files are absolute. */
export type Surroundings = {
  readonly env: Environment;
  readonly homeFolder: string;
  readonly workingFolder: string;
  readonly userId: number;
  readonly pid: number;
  /** Both as Node's `process` names them. */
  readonly platform: string;
  readonly architecture: string;
  readonly nodeVersion: string;
  readonly nodePath: string;
  readonly hostEntry: string;
  /** The program that replays runs: it has the host's emulator. */
  readonly replayEntry: string;
  /** Where the package stands: `hooks/` lies in it. */
  readonly packageFolder: string;
  readonly stdin: NodeJS.Process['stdin'];
  readonly stdout: NodeJS.Process['stdout'];
  /** Says a sentence on stderr at once, while the command goes on. */
  readonly tell: (sentence: string) => void;
  /** Letters that nobody has been given before. */
  readonly newId: () => string;
  /** From now on a signal that would end the program aborts this instead; the reason is its name. */
  readonly endingSignal: () => AbortSignal;
  /** Epoch ms. */
  readonly now: () => number;
};
