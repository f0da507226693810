import type { Choice, Draft, Open, ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { drafts } from './screen-scenes/composer.ts';
import { longCommand, longPath } from './screen-scenes/turns.ts';

/** What a scene's screens show at every size, unless a part of it has no room. */
export type Known = {
  readonly composer: ScreenFacts['composer'];
  /** The whole draft. */
  readonly draft?: Draft['text'];
  readonly mode?: ScreenFacts['mode'];
  readonly thread?: ScreenFacts['thread'];
  /** With all its choices. */
  readonly open?: Open;
};

const unknown: Known = { composer: null };
const empty: Known = { composer: 'empty', mode: 'prompt' };
const draft = (text: string): Known => ({ composer: 'draft', draft: text, mode: 'prompt' });
function startup(name: string, labels: readonly string[] = []): Known {
  return { composer: 'hidden', open: { kind: 'startup', name, choices: choicesOf(labels) } };
}
const view = (name: string): Known => ({ composer: 'hidden', open: { kind: 'view', name } });
const over = (under: Known, name: string): Known => ({ ...under, open: { kind: 'popup', name } });

/** A star stands before the highlighted one. */
function choicesOf(
  labels: readonly string[],
  keys: readonly (string | null)[] = [],
): readonly Choice[] {
  return labels.map((label, index) => ({
    number: index + 1,
    label: label.replace('*', ''),
    key: keys[index] ?? null,
    isHighlighted: label.startsWith('*'),
  }));
}

function menu(name: string, title: string, labels: readonly string[] = []): Known {
  return { composer: 'hidden', open: { kind: 'menu', name, title, choices: choicesOf(labels) } };
}

type Approval = Extract<Open, { readonly kind: 'approval' }>;

function approval(
  about: Partial<Approval>,
  labels: readonly string[],
  keys: readonly (string | null)[],
): Known {
  const open: Approval = {
    kind: 'approval',
    name: 'command',
    title: 'Would you like to run the following command?',
    thread: null,
    command: 'echo hi',
    reason: 'it writes outside the folder',
    destination: null,
    choices: choicesOf(labels, keys),
    isWhole: true,
    ...about,
  };
  return { composer: 'hidden', open };
}

type Question = Extract<Open, { readonly kind: 'question' }>;

function question(about: Partial<Question>, labels: readonly string[]): Known {
  const open: Question = {
    kind: 'question',
    number: 1,
    count: 1,
    unanswered: 1,
    question: 'Which colour shall the wall have, seen from the garden in the evening?',
    choices: choicesOf(labels),
    isWhole: true,
    notes: 'closed',
    ...about,
  };
  return { composer: 'hidden', open };
}

const yes = 'Yes, proceed';
const always = "Yes, and don't ask again for commands that start with `echo hi`";
const no = 'No, and tell Codex what to do differently';
const none = 'None of the above';
const models = [
  'GPT-6.1-Sol',
  'GPT-6-Astra',
  'GPT-6-Sol',
  'GPT-6-Luna',
  'GPT-5.6-Sol',
  'GPT-6.1 Terra',
  'GPT-5.6-Terra',
  'GPT-5.6-Luna',
  '*GPT-5.5 (current)',
];
const newFolder = ['*Use current Git worktree', 'Create new Git worktree'];

const variants = {
  composer: empty,
  draft: draft('Mend the kettle\n\nand the pot'),
  'popup-commands': over(draft('/mo'), 'commands'),
  'popup-shortcuts': over(empty, 'shortcuts'),
  'popup-presets': over(empty, 'presets'),
  'menu-model': menu('model', 'Select Model and Effort', models),
  approval: approval({}, [`*${yes}`, always, no], ['y', 'p', 'esc']),
  question: question({ question: 'Which colour?' }, ['*Red', 'Blue', none]),
};

/** By scene. */
export const knownScreens: Readonly<Record<string, Known>> = {
  'composer-fresh': empty,
  'composer-after-turn': empty,
  resumed: empty,
  interrupted: empty,
  'escape-again': empty,
  'plan-mode': empty,
  'transcript-details': empty,
  working: empty,
  'working-queued': empty,
  'working-draft': draft('and quickly'),
  'working-commands': over(draft('/'), 'commands'),
  'steer-came-back': draft('and then pour it\nand then drink it'),
  ...Object.fromEntries(
    Object.entries(drafts)
      .filter(([scene]) => scene !== 'draft-pasted')
      .map(([scene, text]) => [scene, draft(text)]),
  ),
  'draft-tall-middle': draft(drafts['draft-tall']),
  'draft-tall-top': draft(drafts['draft-tall']),
  'draft-pasted': draft('[Pasted Content 1234 chars]'),
  'draft-image': draft('[Image #1]  like this one'),
  'draft-blank': draft('   '),
  'shell-empty': { ...draft(''), mode: 'shell' },
  'shell-draft': { ...draft('ls -l'), mode: 'shell' },
  'vim-normal': { ...empty, mode: 'vim normal' },
  'vim-normal-draft': { ...draft('some words'), mode: 'vim normal' },
  'vim-insert': empty,
  'vim-insert-draft': draft('some words'),
  side: { ...empty, thread: 'other' },
  'side-draft': { ...draft('A question aside'), thread: 'other' },
  'subagent-works': { ...empty, thread: 'main' },
  'subagent-viewed': { ...empty, thread: 'other' },
  'subagent-viewed-typed': { ...draft('x'), thread: 'other' },

  'popup-commands': over(draft('/'), 'commands'),
  'popup-commands-few': over(draft('/mo'), 'commands'),
  'popup-commands-moved': over(draft('/'), 'commands'),
  'popup-commands-closed': draft('/'),
  'popup-mentions': over(draft('@'), 'mentions'),
  'popup-mentions-file': over(draft('look at @kett'), 'mentions'),
  'popup-mentions-none': over(draft('@zzzz'), 'mentions'),
  'popup-skills': over(draft('$'), 'skills'),
  'popup-shortcuts': over(empty, 'shortcuts'),
  'popup-presets': over(empty, 'presets'),
  'history-search': over(empty, 'history search'),
  'history-search-none': over(empty, 'history search'),
  'history-search-found': over(draft('Say something fine'), 'history search'),

  'approval-command': approval({}, [`*${yes}`, always, no], ['y', 'p', 'esc']),
  'approval-command-moved': approval({}, [yes, `*${always}`, no], ['y', 'p', 'esc']),
  'approval-command-last': approval({}, [yes, always, `*${no}`], ['y', 'p', 'esc']),
  'approval-long': approval(
    { command: longCommand, reason: 'it is long, but it does no harm' },
    [`*${yes}`, no],
    ['y', 'esc'],
  ),
  'approval-wrapped': approval(
    { command: `rm -r ${longPath}`, reason: 'no reason' },
    [`*${yes}`, always.replace('echo hi', `rm -r ${longPath}`), no],
    ['y', 'p', 'esc'],
  ),
  'approval-subagent': approval(
    { thread: 'Agent (f63efd04cd83)' },
    [`*${yes}`, always, no],
    ['y', 'p', 'esc'],
  ),
  'approval-patch': approval(
    {
      name: 'edits',
      title: 'Would you like to make the following edits?',
      command: null,
      reason: null,
      destination: '/var/tmp/codex-grid-screens/out.txt',
    },
    [`*${yes}`, "Yes, and don't ask again for these files", no],
    ['y', 'a', 'esc'],
  ),

  'question-one': question({}, ['*Red', 'Blue', none]),
  'question-one-moved': question({}, ['Red', '*Blue', none]),
  'question-notes-empty': question({ notes: 'open' }, ['Red', '*Blue', none]),
  'question-notes': question({ notes: 'open' }, ['Red', '*Blue', none]),
  'question-three': question({ count: 3, unanswered: 3 }, ['*Red', 'Blue', none]),
  'question-three-second': question(
    {
      number: 2,
      count: 3,
      unanswered: 2,
      question: 'Which colour shall the door have, seen from the garden in the evening?',
    },
    ['*Red', 'Blue', none],
  ),
  'question-unanswered': menu('unanswered questions', 'Submit with unanswered questions?', [
    '*Proceed',
    'Go back',
  ]),

  'menu-model': menu('model', 'Select Model and Effort', models),
  'menu-reasoning': menu('reasoning', 'Select Reasoning Level for GPT-5.5', [
    'Low',
    '*Medium (default)',
    'High',
    'Extra high',
  ]),
  'menu-permissions': menu('permissions', 'Update Model Permissions', [
    '*Ask for approval (current)',
    'Approve for me',
    'Full Access',
    'Read Only',
  ]),
  'menu-full-access': menu('full access', 'Enable full access?', [
    '*Yes, continue anyway',
    'Cancel',
  ]),
  'menu-new': menu('new', 'Where should the new conversation run?', newFolder),
  'menu-fork': menu('fork', 'Where should the forked conversation run?', newFolder),
  'menu-worktree': menu('worktrees', 'Worktrees', [
    '*Continue current conversation',
    'Start new conversation',
    'Browse worktrees',
  ]),
  'menu-review': menu('review', 'Select a review preset', [
    '*Review against a base branch',
    'Review uncommitted changes',
    'Review a commit',
    'Custom review instructions',
  ]),
  'menu-review-branch': menu('review branch', 'Select a base branch'),
  'menu-review-custom': menu('review instructions', 'Custom review instructions'),
  'menu-rename': menu('rename', 'Rename thread'),
  'menu-keymap': menu('keymap', 'Keymap'),
  'menu-experimental': menu('experimental', 'Experimental features'),
  'menu-skills': menu('skills', 'Skills', ['*List skills', 'Enable/Disable Skills']),
  'menu-hooks': menu('hooks', 'Hooks'),
  'hooks-review-list': menu('hooks', 'Hooks'),
  'menu-settings': menu('settings', 'Configuration'),
  'menu-export': menu('export', 'Export conversation', ['*Copy to clipboard', 'Save to file']),
  'menu-tui': menu('screen mode', 'TUI mode for next launch', [
    'Scrollback',
    '*Fullscreen (current)',
  ]),
  'menu-daemon': menu('daemon', 'Daemon', ['*Install latest public stable', 'Use this CLI build']),
  'menu-warnings': menu('warnings', 'Warnings · 1 of 1 · Startup'),
  'menu-theme': menu('theme', 'Select Syntax Theme'),
  'menu-status-line': menu('status line', 'Configure Status Line'),
  'menu-title': menu('terminal title', 'Configure Terminal Title'),
  'menu-rate-limits': menu('rate limits', 'Approaching rate limits', [
    '*Switch to gpt-6-luna',
    'Keep current model',
    'Keep current model (never show again)',
  ]),
  'menu-feedback': menu('feedback', 'How was this?', [
    '*bug',
    'bad result',
    'good result',
    'safety check',
    'other',
  ]),
  'menu-plugins': menu('plugins', 'Plugins'),
  'menu-subagents': menu('subagents', 'Subagents', ['*• Main [default] (current)']),
  'modal-archive': menu('archive', 'Archive this session?', ["*No, don't archive", 'Yes, archive']),
  'modal-delete': menu('delete', 'Delete this session?', [
    '*No, keep this session',
    'Yes, delete and return to command center',
  ]),
  'modal-memories': menu('memories', 'Enable memories?', ['*Yes, enable', 'Not now']),

  'transcript-browser': view('transcript'),
  'copy-selection': view('copy'),
  'pager-transcript': view('transcript'),
  'pager-transcript-browsed': view('transcript'),
  'pager-diff': view('diff'),
  'pager-command': view('command'),
  'resume-picker': view('resume'),
  'resume-picker-none': view('resume'),
  'resume-picker-first': view('resume'),
  agents: view('agents'),
  'agents-help': view('agents'),
  'agents-none': view('agents'),

  update: startup('update', [
    '*Update now (runs `npm install -g @openai/codex`)',
    'Skip',
    'Skip until next version',
  ]),
  'sign-in': startup('sign-in'),
  'sign-in-browser': startup('sign-in'),
  'sign-in-device': startup('sign-in'),
  'sign-in-other': startup('sign-in'),
  'sign-in-provider': startup('sign-in'),
  'sign-in-key': startup('sign-in'),
  'resume-folder': startup('resume folder', [
    '*Use session directory (/var/tmp/codex-grid-screens/project)',
    'Use current directory (/var/tmp/codex-grid-screens/other)',
    'Always use session directory',
    'Always use current directory',
  ]),
  'folder-trust': startup('folder trust', ['*Trust and continue', 'Back to Agent Command Center']),
  'folder-trust-moved': startup('folder trust', [
    'Trust and continue',
    '*Back to Agent Command Center',
  ]),
  'hooks-review': startup('hooks review', [
    '*Review hooks',
    'Trust all and continue',
    "Continue without trusting (hooks won't run)",
  ]),
  'model-announcement': startup('model announcement', ['*Try new model', 'Use existing model']),
  'open-elsewhere': startup('open elsewhere'),
  'no-session': unknown,

  ...Object.fromEntries(
    ['light', 'black', 'silent', '256', 'inline', 'bare'].flatMap((variant) =>
      Object.entries(variants).map(([scene, known]) => [`${variant}-${scene}`, known]),
    ),
  ),
  // Inverse throughout, so that nothing tells the key from brackets in the text.
  'silent-approval': approval({}, [`*${yes} (y)`, always, no], [null, 'p', 'esc']),
};

export function knownFor(scene: string): Known | null {
  const known = knownScreens[scene];
  if (known) return known;
  return scene.startsWith('quoted-') && !scene.startsWith('quoted-draft-') ? empty : null;
}
