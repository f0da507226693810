import type { ScreenTable } from './screen-table.ts';
import { startupScreens0169 } from './startup-screens-0-169.ts';

/** Taken from recordings in test/fixtures/screens. */
export const screens0169: ScreenTable = {
  oldest: '0.169.0',
  newest: '0.169.0',
  startup: startupScreens0169,
  composer: {
    prompts: { prompt: '›', shell: '!' },
    placeholders: { main: 'Ask Codex to do anything', side: 'Ask a follow-up question' },
    vimNormal: 'Vim: Normal',
    side: 'Side',
    threadLabel: /^· ([A-Z][a-z]+)(?: \[default\])?$/,
    mainLabel: 'Main',
  },
  popups: {
    lists: [{ name: 'commands', row: /^› \/\S/ }],
    hints: [
      { name: 'mentions', row: /^ {2}enter\/tab insert · esc close · / },
      { name: 'skills', row: /^ {2}enter insert · esc close$/ },
      { name: 'shortcuts', row: /^ {2}\/keymap customize$/ },
    ],
    panels: [{ name: 'presets', row: /\besc · close$/ }],
    footers: [{ name: 'history search', row: /^ {2}reverse-i-search:/ }],
    harmless: {
      button: /^ {8,}↓ Back to bottom · esc$/,
      heading: /^• (?:Messages to be submitted|Queued follow-up)/,
    },
  },
  browsers: [
    { name: 'transcript', row: /^ {2}Browsing (?:transcript )?· / },
    { name: 'copy', row: /^ {2}Copy [a-z ]+$/ },
  ],
  views: [
    {
      name: 'transcript',
      first: /^\/ T R A N S C R I P T \/ \//,
      last: /^(?: q close|Browsing (?:transcript )?·)/,
    },
    { name: 'diff', first: /^\/ D I F F \/ \//, last: /^ q close\b/ },
    { name: 'command', first: /^\/ E X E C \/ \//, last: /^ q close\b/ },
    { name: 'resume', first: /^ Resume a previous session/, last: /^ enter resume\b/ },
    // Without a conversation there is nothing to go back to.
    { name: 'agents', first: /^ {2}Agent command center\b/, last: /\besc back\b|^ {2}\? help {2}/ },
  ],
  approval: {
    // The last four are known from the program alone.
    titles: [
      { name: 'command', title: /^Would you like to run the following command\?$/ },
      { name: 'edits', title: /^Would you like to make the following edits\?$/ },
      { name: 'permissions', title: /^Would you like to grant these permissions\?$/ },
      { name: 'input', title: /^Would you like to send input to the existing/ },
      { name: 'network', title: /^Do you want to approve network access to / },
      { name: 'tool', title: /^Approve app tool call\?$/ },
    ],
    hint: /^ {2}Press enter to confirm or esc to cancel(?: or o to open thread)?$/,
    wrappedHint: [
      /^ {2}Press enter to confirm or esc to cancel or o(?: to(?: open)?)?$/,
      /^ {2}(?:(?:to )?open )?thread$/,
    ],
    lastKey: 'esc',
    command: /^ {2}\$ /,
    omission: /^ {2}\[… \d+ lines\] /,
    reason: /^ {2}Reason: /,
    thread: /^ {2}Thread: /,
    destination: /^ {2}Destination:/,
  },
  question: {
    title: /^ {2}Question (\d+)\/(\d+)(?: \((\d+) unanswered\))?$/,
    hint: /\benter to submit (?:answer|all)\b/,
    notesHint: /\bto clear notes\b/,
    count: /\boption \d+\/(\d+)\b/,
  },
  menus: [
    { name: 'model', title: /^Select Model and Effort$/ },
    { name: 'reasoning', title: /^Select Reasoning Level for / },
    { name: 'permissions', title: /^Update Model Permissions$/ },
    { name: 'new', title: /^Where should the new conversation run\?$/ },
    { name: 'fork', title: /^Where should the forked conversation run\?$/ },
    { name: 'worktrees', title: /^Worktrees$/ },
    { name: 'review', title: /^Select a review preset$/ },
    { name: 'review branch', title: /^Select a base branch$/ },
    { name: 'review instructions', title: /^Custom review instructions$/ },
    { name: 'rename', title: /^Rename thread$/ },
    { name: 'keymap', title: /^Keymap$/ },
    { name: 'experimental', title: /^Experimental features$/ },
    { name: 'skills', title: /^Skills$/ },
    { name: 'hooks', title: /^Hooks$/ },
    { name: 'settings', title: /^Configuration$/ },
    { name: 'export', title: /^Export conversation$/ },
    { name: 'screen mode', title: /^TUI mode for next launch$/ },
    { name: 'daemon', title: /^Daemon$/ },
    { name: 'warnings', title: /^Warnings · / },
    { name: 'theme', title: /^Select Syntax Theme$/ },
    { name: 'status line', title: /^Configure Status Line$/ },
    { name: 'terminal title', title: /^Configure Terminal Title$/ },
    { name: 'feedback', title: /^How was this\?$/ },
    { name: 'plugins', title: /^Plugins$/ },
    { name: 'subagents', title: /^Subagents$/ },
    { name: 'unanswered questions', title: /^Submit with unanswered questions\?$/ },
    // After a turn, from 90 % of a limit on; codex reports rest.
    { name: 'rate limits', title: /^Approaching rate limits$/, isUnasked: true },
    // Where codex runs with its daemon.
    { name: 'task is running', title: /^Task is still running$/ },
  ],
  menuHint: /\besc\b/,
  modals: [
    { name: 'archive', title: 'Archive this session?' },
    { name: 'delete', title: 'Delete this session?' },
    { name: 'memories', title: 'Enable memories?' },
    { name: 'full access', title: 'Enable full access?' },
  ],
};
