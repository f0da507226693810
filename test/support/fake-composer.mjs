#!/usr/bin/env node
// Stands in for codex where many are wanted: draws its composer, takes prompts, calls the hooks of a turn.
// A prompt `wait` is a turn that lasts until SIGUSR1, `ask` one that stands at an approval; all others end at once.
// What it took goes to $FAKE_CODEX_TAKEN/PID, one JSON string a line.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const words = process.argv.slice(2);
if (words.includes('--version')) {
  console.log('codex-cli 0.169.0');
  process.exit(0);
}
if (words.includes('--help')) {
  process.stdout.write(
    'Codex CLI\n\nOptions:\n  -c, --config <key=value>\n      --no-daemon\n  -C, --cd <DIR>\n',
  );
  process.exit(0);
}
if (words[0] === 'app-server') process.exit(2);

const sessionId = `00000000-0000-4000-8000-${String(process.pid).padStart(12, '0')}`;
let turn = 0;
let draft = '';
const said = ['fake codex'];
let view = 'composer';

const report = (state) => process.stdout.write(`\x1b]7501;state=${state}:app=codex\x1b\\`);

const approval = [
  '\x1b[1m  Would you like to run the following command?\x1b[m',
  '',
  '  $ touch /etc/x',
  '',
  '\x1b[36m› 1. Yes, proceed (y)\x1b[m',
  '  2. No, and tell Codex what to do differently (esc)',
  '',
  '\x1b[2m  Press enter to confirm or esc to cancel\x1b[m',
];

function draw() {
  const shown = draft === '' ? ['\x1b[2mAsk Codex to do anything\x1b[m'] : draft.split('\n');
  const composer = shown.map((line, at) => (at === 0 ? `\x1b[1m›\x1b[m ${line}` : `  ${line}`));
  const lines = [...said.slice(-4), '', '', ...composer];
  const last = draft === '' ? '' : shown.at(-1);
  const cursor = `\x1b[${lines.length};${3 + last.length}H\x1b[?25h`;
  const rows = view === 'composer' ? [...lines, '', '\x1b[2m  fake default\x1b[m'] : approval;
  const end = view === 'composer' ? cursor : '\x1b[?25l';
  process.stdout.write(`\x1b[?2026h\x1b[2J\x1b[H${rows.join('\r\n')}${end}\x1b[?2026l`);
}

/** As codex would, which waits for them. */
function hook(event, payload) {
  const flag = words.find((word) => word.startsWith(`hooks.${event}=`)) ?? '';
  const command = /command\s*=\s*("(?:[^"\\]|\\.)*")/.exec(flag)?.[1];
  if (!command) return Promise.resolve();
  const common = { session_id: sessionId, transcript_path: null, cwd: process.cwd() };
  const input = { ...common, hook_event_name: event, model: 'fake', ...payload };
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', JSON.parse(command)], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.on('close', resolve);
    child.stdin.end(JSON.stringify(input));
  });
}

async function take(prompt) {
  turn += 1;
  const turn_id = `turn-${turn}`;
  appendFileSync(`${process.env.FAKE_CODEX_TAKEN}/${process.pid}`, `${JSON.stringify(prompt)}\n`);
  said.push(`\x1b[1;2m›\x1b[m ${prompt.replaceAll('\n', ' ')}`);
  draw();
  report('working');
  await hook('UserPromptSubmit', { turn_id, prompt });
  if (prompt === 'ask') {
    const tool_input = { command: 'touch /etc/x' };
    await hook('PermissionRequest', { turn_id, tool_name: 'Bash', tool_input });
    view = 'approval';
    draw();
    report('blocked:kind=permission');
    return;
  }
  if (prompt === 'wait') await new Promise((resolve) => process.once('SIGUSR1', resolve));
  said.push('• All done.');
  await hook('Stop', { turn_id, stop_hook_active: false, last_assistant_message: 'All done.' });
  draw();
  report('done');
}

function type(character) {
  if (character === '\x03') process.exit(0);
  if (view !== 'composer') return;
  if (character === '\r') {
    const prompt = draft.trim();
    draft = '';
    if (prompt !== '') take(prompt);
  } else if (character >= ' ') draft += character;
}

let held = '';
process.stdin.on('data', (text) => {
  held += text;
  while (held !== '') {
    const [paste, pasted] = /^\x1b\[200~([\s\S]*?)\x1b\[201~/.exec(held) ?? [];
    if (paste === undefined && held.startsWith('\x1b[200~')) return;
    if (paste !== undefined && view === 'composer') draft += pasted.replace(/\r\n?/g, '\n');
    if (paste === undefined) type(held[0]);
    held = held.slice(paste?.length ?? 1);
  }
  draw();
});
process.stdin.on('end', () => process.exit(0));
process.stdin.setRawMode(true);
process.stdin.setEncoding('utf8');
process.on('SIGWINCH', draw);
process.on('SIGUSR1', () => undefined);
process.stdout.write('\x1b[?2004h');
draw();
await hook('SessionStart', { source: 'startup' });
report('idle');
