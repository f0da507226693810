import { type CommandRow, refused } from './command-row.ts';

/** Signing in to Codex. */
export const loginCommands = {
  login: {
    words: ['login'],
    arguments: [
      {
        name: 'NAME',
        count: 'one at most',
        help: 'the agent whose Codex home it is for; yours unless given',
      },
    ],
    options: [
      { flags: '--device-auth', help: 'with a code that is typed on another device' },
      { flags: '--with-api-key', help: 'with an API key, from stdin or typed into the tile' },
      {
        flags: '--keep WHICH',
        help: 'of two logins of an agent keep mine or agent; the other one is gone',
      },
    ],
    help: 'sign in to Codex, in a tile of its own; all agents share the login',
    notes: [
      'The tile goes by itself once you are signed in. The login is kept in a file, not in a keyring.',
      'An agent that stood at the sign-in is to be stopped and resumed.',
    ],
    examples: [
      'codex-grid login',
      'printenv OPENAI_API_KEY | codex-grid login --with-api-key',
      'codex-grid login api --keep mine',
    ],
    failure: `codex could not sign in, or ${refused}`,
  },
} as const satisfies Record<string, CommandRow>;
