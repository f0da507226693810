#!/usr/bin/env node
// Stands in for codex as CODEX_GRID_CODEX: draws its composer, takes pastes, and swallows as many Enters as
// COMPOSER_SWALLOWS says. What it takes it writes into a rollout, as codex without hooks does.
import { appendFileSync, mkdirSync } from 'node:fs';

const words = process.argv.slice(2);
if (words.includes('--version')) {
  console.log('codex-cli 0.169.0');
  process.exit(0);
}
if (words.includes('--help')) {
  console.log('  -c, --config <key=value>\n      --no-daemon\n  -C, --cd <DIR>');
  process.exit(0);
}
if (words[0] === 'app-server') process.exit(2);

let swallows = Number(process.env.COMPOSER_SWALLOWS ?? 0);
let draft = '';

const report = (state) => process.stdout.write(`\x1b]7501;state=${state}:app=codex\x1b\\`);

function draw() {
  const shown = draft === '' ? '\x1b[2mAsk Codex to do anything\x1b[m' : draft;
  const column = 3 + draft.length;
  process.stdout.write(
    `\x1b[2J\x1b[H\r\n\x1b[1m›\x1b[m ${shown}\r\n\r\n  GPT-5.5 default\x1b[2;${column}H`,
  );
}

function take() {
  const text = draft.trim();
  const folder = `${process.env.CODEX_HOME}/sessions/2026/11/21`;
  const item = { type: 'UserMessage', content: [{ type: 'text', text }] };
  const payload = { type: 'item_completed', item };
  const line = { timestamp: new Date().toISOString(), type: 'event_msg', payload };
  mkdirSync(folder, { recursive: true });
  appendFileSync(`${folder}/rollout-composer.jsonl`, `${JSON.stringify(line)}\n`);
  draft = '';
  report('working');
  setTimeout(() => report('done'), 200);
}

process.stdin.setRawMode(true);
process.stdout.write('\x1b[?2004h');
report('idle');
draw();
process.stdin.on('data', (bytes) => {
  const typed = bytes.toString();
  const paste = /\x1b\[200~([\s\S]*)\x1b\[201~/.exec(typed)?.[1];
  if (paste !== undefined) draft += paste;
  else if (typed === '\x03') process.exit(0);
  else if (typed === '\r' && swallows > 0) swallows -= 1;
  else if (typed === '\r' && draft !== '') take();
  draw();
});
