import { agentArgument, type CommandRow } from './command-row.ts';

/** What was said and done. */
export const transcriptsCommands = {
  transcript: {
    words: ['transcript'],
    arguments: [agentArgument],
    options: [
      { flags: '--format FORMAT', help: 'text (default), md, json (a line each) or html' },
      {
        flags: '--level LEVEL',
        help: 'text: what was said; tools: what was done, too (default); raw: every line',
      },
      { flags: '--last N', help: 'only what came since the Nth prompt from the end' },
      { flags: '--follow', help: 'stay, and print what is said and done from now on' },
      { flags: '--session ID', help: 'that of a former session or a subagent instead' },
    ],
    help: 'print what was said and done in the session of an agent',
    notes: [
      'Of long outputs and diffs text shows the beginning and the end; md, json and html show all. A fork begins with what came before it.',
      'Works without a host, too, and never starts one.',
    ],
    examples: [
      'codex-grid transcript api --last 1',
      'codex-grid transcript api --format md > api.md',
      'codex-grid transcript api --format json | jq -r \'select(.type == "command") | .command\'',
      'codex-grid transcript api --level text --follow',
    ],
    failure: 'there is no such agent or session, or its rollout could not be read',
  },
} as const satisfies Record<string, CommandRow>;
