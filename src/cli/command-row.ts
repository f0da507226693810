export type CommandRow = {
  /** Behind `codex-grid`; empty for the grid itself. */
  readonly words: readonly string[];
  readonly arguments: readonly ArgumentRow[];
  readonly options: readonly OptionRow[];
  /** One line, as in a list of commands. */
  readonly help: string;
  /** What else its own help says. */
  readonly notes: readonly string[];
  readonly examples: readonly string[];
  /** What exit code 1 means. */
  readonly failure: string;
  /** It is what its group does when nothing more is said. */
  readonly isDefault?: boolean;
};

export type ArgumentRow = {
  readonly name: string;
  readonly count: 'one' | 'one or more' | 'one at most' | 'any';
  readonly help: string;
};

export function isRequired({ count }: ArgumentRow): boolean {
  return count === 'one' || count === 'one or more';
}

export type OptionRow = {
  /** As it is typed: `--cd DIR`, `-l, --literal`, `--worktree [BRANCH]`. */
  readonly flags: string;
  readonly help: string;
  /** Given again it adds to what was given before. */
  readonly repeated?: boolean;
  /** What turns it off: `--no-network`. */
  readonly negation?: string | null;
  /** One of the settings of an agent, which the usage line does not list. */
  readonly setting?: boolean;
};

/** The argument of a command that speaks of one agent. */
export const agentArgument = {
  name: 'NAME',
  count: 'one',
  help: "the agent's name, number or id",
} as const;

/** The argument of a command that speaks of any agents. */
export const selectorArgument = {
  name: 'AGENT',
  count: 'any',
  help: "names, numbers, ids, 'web-*', @GROUP, state=done, cwd=., branch=, model=, all",
} as const;

/** What the help of a command says that speaks of any agents. */
export const selectorNote =
  "Agents are named as everywhere: a space or a comma is or, + is and, ! is not: '@back+state=done !api'. See the README, and quote what your shell would read.";

export const jsonOption = { flags: '--json', help: 'print JSON' };

/** What exit code 1 means where the host may refuse. */
export const refused = 'it was refused; the message says why and what to do';
