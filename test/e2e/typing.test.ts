import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { keySequences } from '../support/key-sequences.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;
let screen: OuterTerminal;
let sent = Buffer.alloc(0);

/** An agent that writes down every byte of its keyboard, and has asked for pastes and for the mouse. */
function listeningCodex(folder: string): Readonly<Record<string, string>> {
  const file = `${folder}/listening-codex.mjs`;
  writeFileSync(
    file,
    `#!${process.execPath}
import { appendFileSync } from 'node:fs';
if (process.argv.includes('--version')) console.log('codex-cli 0.169.0');
else if (process.argv.includes('--help')) console.log('--no-daemon');
else {
  process.stdin.setRawMode(true);
  process.stdin.on('data', (bytes) => appendFileSync('heard', bytes));
  process.stdout.write('\\x1b[?2004h\\x1b[?1000h\\x1b[?1006h\\x1b]7501;state=idle:app=codex\\x1b\\\\It listens.');
}
`,
    { mode: 0o755 },
  );
  return { CODEX_GRID_CODEX: file };
}

function heard(): Buffer {
  const path = `${grid.project}/heard`;
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

/** Types the pieces, each as a write of its own, and waits until the agent has heard that much. */
async function type(...pieces: readonly Buffer[]): Promise<void> {
  for (const piece of pieces) screen.type(piece);
  await expectHeard(Buffer.concat(pieces));
}

async function expectHeard(bytes: Buffer): Promise<void> {
  const before = sent.length;
  sent = Buffer.concat([sent, bytes]);
  await untilTrue(`${bytes.length} bytes more`, async () => heard().length >= sent.length);
  expect(heard().subarray(before).equals(bytes)).toBe(true);
}

beforeAll(async () => {
  grid = await openGridFixture(toldScript, listeningCodex);
  await grid.newAgent('ear');
  screen = grid.openScreen({ columns: 100, rows: 30 });
  await screen.waitFor('the agent', (text) => text.includes('It listens.'));
  screen.type('\r');
  await screen.waitFor('TYPE', (text) => /\bTYPE 1\b/.test(text));
});

afterAll(() => grid.close());

it('[E232] every key reaches the agent’s PTY as a bare terminal would have sent it', async () => {
  for (const keys of keySequences) await type(Buffer.from(keys));
});

it('[E232] a key that comes in two reads reaches it whole', async () => {
  for (const keys of ['漢', '👩‍🚀', '\x1b[1;5A', '\x1bOP', '\x1b[200~é\x1b[201~']) {
    const bytes = Buffer.from(keys);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      await type(bytes.subarray(0, cut), bytes.subarray(cut));
    }
  }
});

it('[E233] a paste of 1 MB reaches it byte for byte, leave keys and all', async () => {
  const text = 'paste\t漢字 \x11\x1d\x1b[<0;1;1M\n'.repeat(40_000);
  await type(Buffer.from(`\x1b[200~${text}\x1b[201~`));
  expect(Buffer.byteLength(text)).toBeGreaterThanOrEqual(1_000_000);
});

it('[E234] a click reaches an agent that asked for the mouse, in its own places', async () => {
  // Its first cell is the second of the outer terminal's second line.
  screen.type('\x1b[<0;12;6M\x1b[<0;12;6m');
  await expectHeard(Buffer.from('\x1b[<0;11;5M\x1b[<0;11;5m'));
});

it('[E235] the leave key leaves, and nothing of it reaches the agent', async () => {
  screen.type('x\x11');
  await screen.waitFor('GRID', (text) => /\bGRID\b/.test(text));
  await expectHeard(Buffer.from('x'));
});
