/** One answer to a dialog that codex does not report: those at its start, and one after a turn. */
export type StartupAnswer = {
  /** What is said for it where the screen shows keys alone. */
  readonly name: string;
  readonly label: RegExp;
  /** The one that decides at once, or Enter where the choice has to be highlighted first. */
  readonly key: string;
  readonly consequence: string;
};

export type StartupDialog = {
  /** As in the table of screens. */
  readonly name: string;
  readonly title: string;
  readonly shown: 'as list' | 'as keys';
  /** In the order of their numbers. */
  readonly answers: readonly StartupAnswer[];
};

const listed = (label: RegExp, key: string, consequence: string): StartupAnswer => ({
  name: '',
  label,
  key,
  consequence,
});

/**
 * Keys as tried with codex 0.169.0: a digit chooses at once, but for what lets code run, where it only highlights.
 * The sign-in is not here: it is never answered.
 */
export const startupAnswers: readonly StartupDialog[] = [
  {
    name: 'folder trust',
    title: 'Trust this folder?',
    shown: 'as list',
    answers: [
      listed(
        /^Trust and continue$/,
        'Enter',
        'settings and hooks in the folder may run code; codex remembers it',
      ),
      listed(
        /^Back to Agent Command Center$/,
        '2',
        'codex does not work here and shows its own list of agents',
      ),
    ],
  },
  {
    name: 'hooks review',
    title: 'Hooks need review',
    shown: 'as list',
    answers: [
      listed(/^Review hooks$/, '1', 'codex lists them, to be gone through in the agent itself'),
      listed(
        /^Trust all and continue$/,
        'Enter',
        'all of them run from now on, outside the sandbox; codex remembers it',
      ),
      listed(
        /^Continue without trusting\b/,
        '3',
        'they do not run, and codex asks again at its next start',
      ),
    ],
  },
  {
    name: 'model announcement',
    title: 'Codex announces another model',
    shown: 'as list',
    answers: [
      listed(/^Try new model$/, '1', 'codex works with the new model from now on'),
      listed(/^Use existing model$/, '2', 'the model stays, and codex does not ask again'),
    ],
  },
  {
    name: 'update',
    title: 'A newer codex is there',
    shown: 'as list',
    answers: [
      listed(
        /^Update now\b/,
        '1',
        'codex is updated for all that use it; this agent ends and has to be resumed',
      ),
      listed(/^Skip$/, '2', 'this codex starts, and asks again the next time'),
      listed(/^Skip until next version$/, '3', 'this codex starts, and asks at the next version'),
    ],
  },
  {
    name: 'resume folder',
    title: 'Go on in which folder?',
    shown: 'as list',
    answers: [
      listed(/^Use session directory\b/, '1', 'codex works where the session was'),
      listed(/^Use current directory\b/, '2', 'codex works in the folder of the agent'),
      listed(/^Always use session directory$/, '3', 'the same at every resume; codex remembers it'),
      listed(/^Always use current directory$/, '4', 'the same at every resume; codex remembers it'),
    ],
  },
  {
    name: 'rate limits',
    title: 'A limit of the account is nearly used up',
    shown: 'as list',
    answers: [
      listed(/^Switch to \S+$/, '1', 'codex works with the smaller model from now on'),
      listed(/^Keep current model$/, '2', 'the model stays; a later session may ask again'),
      listed(/^Keep current model \(never/, '3', 'the same; codex remembers it'),
    ],
  },
  {
    name: 'open elsewhere',
    title: 'The conversation is open in another codex',
    shown: 'as keys',
    answers: [
      {
        name: 'Try again',
        label: /^/,
        key: 'r',
        consequence: 'it opens if it has been closed there; else this stays',
      },
      {
        name: 'Fork it',
        label: /^/,
        key: 'f',
        consequence: 'a copy goes on here, the other one there',
      },
    ],
  },
];
