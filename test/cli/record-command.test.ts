import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { momentIn } from '../../src/cli/run-moment.ts';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { evidenceLine } from '../../src/core/lifecycle/evidence-line.ts';
import { type RunOutput, readRun } from '../../src/core/run/run-file.ts';
import { evidenceLogParts } from '../../src/wire/places.ts';
import { type FakeHost, fakeHost } from '../support/fake-host.ts';
import { stepsThrough } from '../support/lifecycle-steps.ts';
import { recordedAt, recordedEvidence } from '../support/recorded-evidence.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const agent = 'a1' as AgentId;
const steps = stepsThrough(agent, recordedEvidence('approval-yes'));
const lines = steps.map((step) => JSON.stringify(evidenceLine(step)));
const output: readonly RunOutput[] = [
  { type: 'screen', at: recordedAt - 500, columns: 40, rows: 6, text: '\x1bc' },
  { type: 'output', at: recordedAt - 400, text: 'the password is hunter2' },
  // What follows of its evidence came in what was not kept.
  { type: 'gap', at: recordedAt - 300 },
];

let folder: string;
let host: FakeHost | null = null;

beforeEach(async () => {
  folder = scratchFolder();
  const { former, present } = evidenceLogParts(`${folder}/s/agents`, agent);
  mkdirSync(`${folder}/s/agents/${agent}`, { recursive: true, mode: 0o700 });
  chmodSync(`${folder}/s`, 0o700);
  writeFileSync(former, `${lines.slice(0, 9).join('\n')}\n{"type":"heard","at":17`);
  writeFileSync(present, `\n${lines.slice(9).join('\n')}\n`);
  host = await fakeHost(`${folder}/s/host.sock`, {
    answer: () => ({ ok: true, value: { agent, codex: '0.169.0', output } }),
  });
});
afterEach(async () => {
  await host?.close();
});

const run = (...words: string[]) =>
  runProgram(words, { cwd: folder, env: { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` } });

const textOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

describe('record', () => {
  it('[EL23] writes what was heard and the output, for its user alone, and says where', async () => {
    const ran = await run('record', 'api', '--out', 'api.jsonl', '--with-text');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain(`${folder}/api.jsonl`);
    expect(statSync(`${folder}/api.jsonl`).mode & 0o777).toBe(0o600);
    const read = readRun(textOf('api.jsonl'));
    if ('problem' in read) throw new Error(read.problem);
    expect(read.head).toMatchObject({ codex: '0.169.0', text: 'kept' });
    expect(read.output).toEqual(output);
    expect(read.evidence.map((line) => JSON.stringify(line))).toEqual(lines);
  });

  it('[EL24] without --with-text nothing that was said is in it, packed or not', async () => {
    expect(await run('record', 'api', '--out', 'api.jsonl')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Placeholders stand for its texts.\n'),
      stderr: '',
    });
    expect(textOf('api.jsonl')).not.toMatch(/password|hunter|touch/);
    expect((await run('record', 'api', '--out', 'api.jsonl.gz')).exitCode).toBe(0);
    const packed = gunzipSync(readFileSync(`${folder}/api.jsonl.gz`)).toString();
    const rest = (text: string) => text.slice(text.indexOf('\n'));
    expect(rest(packed)).toBe(rest(textOf('api.jsonl')));
  });

  it('[EL25] a file that is there is written over only with --force', async () => {
    writeFileSync(`${folder}/old`, 'mine', { mode: 0o644 });
    const refused = await run('record', 'api', '--out', 'old');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('--force');
    expect(textOf('old')).toBe('mine');
    expect((await run('record', 'api', '--out', 'old', '--force')).exitCode).toBe(0);
    expect(textOf('old')).toContain('codex-grid-run');
    expect(statSync(`${folder}/old`).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('old'))).toEqual(['old']);
  });

  it('[EL25] where it cannot be written it says why, and without --out how', async () => {
    const nowhere = await run('record', 'api', '--out', 'no/such/folder');
    expect(nowhere).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('does not exist'),
    });
    expect(await run('record', 'api')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--out FILE'),
    });
  });
});

describe('replay', () => {
  it('[EL26] prints the states and rules, and that they are as told', async () => {
    await run('record', 'api', '--out', 'api.jsonl.gz');
    await host?.close();
    const ran = await run('replay', 'api.jsonl.gz');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('codex 0.169.0, recorded by codex-grid');
    expect(ran.stdout).toMatch(
      /▲ approval +in-band: state=blocked kind=permission +in-band-blocked/,
    );
    expect(ran.stdout).toContain('the states that the host told');
    const { steps: replayed } = JSON.parse((await run('replay', 'api.jsonl.gz', '--json')).stdout);
    expect(replayed).toHaveLength(lines.length);
  });

  it('[EL26] says where a state is another, and exits with 1', async () => {
    await run('record', 'api', '--out', 'api.jsonl');
    writeFileSync(
      `${folder}/other`,
      textOf('api.jsonl').replaceAll('"state":"approval"', '"state":"working"'),
    );
    const ran = await run('replay', 'other');
    expect(ran).toMatchObject({ exitCode: 1, stderr: '' });
    expect(ran.stdout).toContain('! the host told ● working (in-band-blocked)');
    expect(ran.stdout).toMatch(/not as the host told: \d+ where the state is another/);
  });

  it('[EL21] --screen prints the screen as it stood', async () => {
    await run('record', 'api', '--out', 'api.jsonl');
    const ran = await run('replay', 'api.jsonl', '--screen', '+0.7');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe('xxx xxxxxxxx xx xxxxxx0\n\n\n\n\n\n');
    expect(await run('replay', 'api.jsonl', '--screen', '+0.1')).toMatchObject({ exitCode: 1 });
    expect(await run('replay', 'api.jsonl', '--screen', 'noon')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('12:30:05.250'),
    });
  });

  it('[EL21] a time is that of a clock, or seconds from the beginning', () => {
    const begin = new Date(2026, 0, 1, 23, 59, 58).getTime();
    const moments = { evidence: [], output: [{ type: 'gap' as const, at: begin }] };
    const at = (moment: string) => momentIn({ head: null as never, ...moments }, moment);
    expect(at('+2.25')).toBe(begin + 2250);
    expect(at('23:59:58.5')).toBe(begin + 500);
    expect(at('00:00:01')).toBe(begin + 3000);
    expect(at('25')).toBeNull();
  });

  it('[EL22] what cannot be read is told', async () => {
    const cut = gzipSync('x'.repeat(10_000)).subarray(0, 20);
    const bad: Readonly<Record<string, Uint8Array | string>> = {
      text: 'hello',
      cut,
      empty: '',
      newer: '{"format":"codex-grid-run","version":9}\n',
    };
    for (const [name, bytes] of Object.entries(bad)) {
      writeFileSync(`${folder}/${name}`, bytes);
      const ran = await run('replay', name);
      expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
      expect(ran.stderr).toContain(`${folder}/${name} cannot be`);
      expect(ran.stderr).not.toContain('fault of its own');
    }
    expect((await run('replay', 'nothing')).stderr).toContain('does not exist');
    expect((await run('replay', '.')).exitCode).toBe(1);
  });
});
