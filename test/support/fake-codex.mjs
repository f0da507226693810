#!/usr/bin/env node
// Stands in for codex as CODEX_GRID_CODEX: answers --version and --help, then obeys the lines typed into it.
// Plain JavaScript for any Node: an agent's PATH decides which one runs it.
import { spawnSync } from 'node:child_process';

const words = process.argv.slice(2);
const help = `Codex CLI

Options:
  -c, --config <key=value>
      --no-daemon
  -C, --cd <DIR>
`;
if (words.includes('--version')) {
  console.log(`codex-cli ${process.env.FAKE_CODEX_VERSION ?? '0.169.0'}`);
  process.exit(0);
}
if (words.includes('--help')) {
  process.stdout.write(help);
  process.exit(0);
}
// A version without it.
if (words[0] === 'app-server' && process.env.FAKE_CODEX_SERVER === 'none') process.exit(2);

/** What codex tells of itself in its output stream. */
const report = (state) => process.stdout.write(`\x1b]7501;state=${state}\x1b\\`);
const say = (text) => process.stdout.write(`${text}\r\n`);

/** Each line's first word, and what it does with the rest. */
const orders = {
  idle: () => report('idle:app=codex'),
  working: () => report('working:app=codex'),
  /** `blocked permission`, `blocked question` */
  blocked: ([kind]) => report(`blocked:app=codex${kind ? `:kind=${kind}` : ''}`),
  done: () => report('done:app=codex'),
  error: () => report('error:app=codex'),
  clear: () => report('clear'),
  /** A turn of so many milliseconds that calls no hook. */
  turn: ([ms]) => {
    report('working:app=codex');
    setTimeout(() => report('done:app=codex'), Number(ms));
  },
  exit: ([code]) => process.exit(Number(code ?? 0)),
  kill: ([signal]) => process.kill(process.pid, signal),
  echo: (rest) => say(rest.join(' ')),
  title: (rest) => process.stdout.write(`\x1b]0;${rest.join(' ')}\x07`),
  args: () => say(JSON.stringify(words)),
  env: ([name]) => say(`${name}=${process.env[name] ?? ''}`),
  cwd: () => say(process.cwd()),
  size: () => say(`${process.stdout.columns}x${process.stdout.rows}`),
  /** That many bytes in lines of 80, as fast as they are taken. */
  flood: ([bytes]) => flood(Number(bytes)),
  /** Like `vim` or a fork bomb's first child: does not go away when asked, nor with its terminal. */
  stubborn: () => {
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => say(signal));
    process.stdin.removeAllListeners('end').on('error', () => undefined);
    process.stdout.on('error', () => undefined);
    setInterval(() => undefined, 60_000);
    say('stubborn');
  },
  /** `hook Stop {"turn_id":"t1"}`: runs the hook that a -c flag gives for the event, as codex would. */
  hook: ([event, ...payload]) => runHook(event, payload.join(' ')),
  /** Stops reading the keyboard for good. */
  deaf: () => process.stdin.pause(),
};

function flood(bytes) {
  const line = `${'x'.repeat(78)}\r\n`;
  let left = bytes;
  const write = () => {
    while (left > 0) {
      left -= line.length;
      if (!process.stdout.write(line)) return void process.stdout.once('drain', write);
    }
    say('flooded');
  };
  write();
}

function runHook(event, payload) {
  const flag = words.find((word) => word.startsWith(`hooks.${event}=`)) ?? '';
  const command = /command\s*=\s*("(?:[^"\\]|\\.)*")/.exec(flag)?.[1];
  if (!command) return say(`no hook for ${event}`);
  const common = { session_id: sessionId, transcript_path: null, cwd: process.cwd() };
  const input = JSON.stringify({
    ...common,
    hook_event_name: event,
    model: 'fake',
    ...JSON.parse(payload || '{}'),
  });
  spawnSync('/bin/sh', ['-c', JSON.parse(command)], { input });
  say(`hook ${event}`);
}

const resumes = words[0] === 'resume';
const behindDashes = words.includes('--') ? words.slice(words.indexOf('--') + 1) : [];
const sessionId = resumes
  ? behindDashes[0]
  : `00000000-0000-4000-8000-${String(process.pid).padStart(12, '0')}`;

let line = '';
function typed(text) {
  for (const character of text) {
    if (character !== '\r' && character !== '\n') {
      line += character;
      continue;
    }
    const [order, ...rest] = line.replace(/\x1b\[20[01]~/g, '').split(' ');
    line = '';
    process.stdout.write('\r\n');
    if (Object.hasOwn(orders, order)) orders[order](rest);
    else if (order) say(`unknown order ${order}`);
  }
}

if (process.stdin.isTTY) process.stdin.setRawMode(true);
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  process.stdout.write(text.replace(/[\r\n]/g, '').replace(/\x1b\[20[01]~/g, ''));
  if (text === '\x03') process.exit(0);
  typed(text);
});
process.stdin.on('end', () => process.exit(0));
process.on('SIGWINCH', () => undefined);
process.stdout.write('\x1b[?2004h');
say(resumes ? `fake codex resumed ${sessionId}` : 'fake codex');
if (!resumes && behindDashes[0]) say(`prompt ${behindDashes[0]}`);
report('idle:app=codex');
