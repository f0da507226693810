import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type AskHook,
  type AskPlace,
  askHook,
  askPlace,
  askScript,
  shells,
} from '../support/ask-hook.ts';
import { eventually } from '../support/eventually.ts';

/** The slot as the host opens it. */
async function openedSlot({ slots }: AskPlace, hook: AskHook): Promise<number> {
  await hook.asked();
  const path = `${slots}/${hook.process}.a1`;
  return eventually(
    () => openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW),
    { interval: 2 },
  );
}

/** As the host does it: the file, then the bell. */
function answer(
  { slots }: AskPlace,
  hook: AskHook,
  { slot, text }: { slot: number; text: string },
) {
  writeFileSync(`${slots}/${hook.process}.a1.answer`, text);
  closeSync(slot);
}

const silent = { code: 0, output: '' };

describe.each(shells)('under %s %s', (...shell) => {
  it('[HQ1] it leaves the marker that `mark` leaves, and waits', async () => {
    const place = askPlace();
    const hook = askHook(place, { shell, payload: '{"session_id":"ü \\\\ %s"}' });
    const slot = await openedSlot(place, hook);
    const [name = '', ...others] = readdirSync(place.markers);
    expect([name, ...others]).toEqual([`${hook.process}.a1.PermissionRequest`]);
    expect(readFileSync(`${place.markers}/${name}`, 'utf8')).toBe(
      'codex-grid-marker 1 PermissionRequest\n{"session_id":"ü \\\\ %s"}',
    );
    expect(lstatSync(`${place.slots}/${hook.process}.a1`).mode & 0o777).toBe(0o600);
    expect(hook.child.exitCode).toBeNull();
    closeSync(slot);
    await hook.end;
  });

  it.each(['allow', 'deny'] as const)(
    '[HQ2] told to %s by a whole line that names it, it says so to codex and takes its slot away',
    async (decision) => {
      const place = askPlace();
      const hook = askHook(place, { shell });
      const slot = await openedSlot(place, hook);
      const toldAt = performance.now();
      answer(place, hook, { slot, text: `${decision} ${hook.process}.a1\n` });
      const { code, output } = await hook.end;
      expect(performance.now() - toldAt).toBeLessThan(5_000);
      expect(code).toBe(0);
      expect(JSON.parse(output)).toMatchObject({
        hookSpecificOutput: {
          hookEventName: 'PermissionRequest',
          decision: { behavior: decision },
        },
      });
      expect(readdirSync(place.slots)).toEqual([]);
    },
  );

  it.each([
    ['an answer to another request', () => 'allow 0000000001.a1\n'],
    ['an answer without a name', () => 'allow\n'],
    ['one whose end is missing', (name: string) => `allow ${name}`],
    ['one with more behind it', (name: string) => `allow ${name} please\n`],
    ['one of another kind', (name: string) => `session ${name}\n`],
    ['one behind an empty line', (name: string) => `\nallow ${name}\n`],
    ['garbage', () => '\u0000\xff\x1b$(exit 1)`exit 1`\n'],
    ['nothing', () => ''],
  ])('[HQ3] told %s it says nothing, so that codex asks itself', async (_, text) => {
    const place = askPlace();
    const hook = askHook(place, { shell });
    const slot = await openedSlot(place, hook);
    answer(place, hook, { slot, text: text(`${hook.process}.a1`) });
    expect(await hook.end).toEqual(silent);
  });

  it('[HQ12] a line in its slot is no answer, nor is a link, a folder or a FIFO in place of the file', async () => {
    const place = askPlace();
    const allow = (hook: AskHook) => `allow ${hook.process}.a1\n`;
    const line = askHook(place, { shell });
    const slot = await openedSlot(place, line);
    writeSync(slot, allow(line));
    expect(await line.end).toEqual(silent);
    closeSync(slot);
    for (const make of ['ln -s "$1" "$2"', 'mkdir "$2"', 'mkfifo "$2"']) {
      const hook = askHook(place, { shell });
      const bell = await openedSlot(place, hook);
      const file = `${place.slots}/elsewhere`;
      writeFileSync(file, allow(hook));
      const path = `${place.slots}/${hook.process}.a1.answer`;
      execFileSync('/bin/sh', ['-c', make, 'sh', file, path]);
      closeSync(bell);
      expect(await hook.end).toEqual(silent);
    }
  });

  it.each([
    ['a file with an answer', 'echo "allow $name" >"$slot"'],
    ['a slot of one that was killed', 'mkfifo "$slot"'],
    ['a link to such a file', 'echo "allow $name" >"$slots/else"; ln -s "$slots/else" "$slot"'],
    ['a link to nowhere', 'ln -s "$slots/nowhere" "$slot"'],
    ['an answer beside it', 'echo "deny $name" >"$slot.answer"'],
  ])('[HQ6] %s at its slot is cleared away', async (_, make) => {
    const { hook, place } = reused(shell, make);
    const slot = await openedSlot(place, hook);
    expect(readdirSync(place.slots)).not.toContain(`${hook.process}.a1.answer`);
    expect(lstatSync(`${place.slots}/${hook.process}.a1`).isFIFO()).toBe(true);
    answer(place, hook, { slot, text: `allow ${hook.process}.a1\n` });
    expect((await hook.end).output).toContain('"allow"');
  });

  it.each(['$slot', '$slot.answer'])(
    '[HQ6] a folder at %s makes it not wait, and its marker is left all the same',
    async (path) => {
      const { hook, place } = reused(shell, `mkdir "${path}"`);
      expect(await hook.end).toEqual(silent);
      expect(readdirSync(place.markers)).toHaveLength(1);
    },
  );

  it('[HQ7] without a folder for slots, or with one that cannot be written to, it is `mark`', async () => {
    const place = askPlace();
    rmSync(place.slots, { recursive: true });
    expect(await askHook(place, { shell }).end).toEqual(silent);
    writeFileSync(place.slots, '');
    expect(await askHook(place, { shell }).end).toEqual(silent);
    expect(readdirSync(place.markers)).toHaveLength(2);
  });
});

/** As `askHook`, in a process of which a slot is there already. */
function reused(shell: readonly string[], make: string) {
  const place = askPlace();
  const prepare = `name=$(printf %010d $$).a1; slots=$SLOTS; slot=$slots/$name; ${make}; exec "$@"`;
  process.env['SLOTS'] = place.slots;
  const hook = askHook(place, { shell: ['/bin/sh', '-c', prepare, 'sh', ...shell] });
  delete process.env['SLOTS'];
  return { hook, place };
}

/** In all of them at once, because it takes its time. */
async function underAll(check: (shell: readonly string[]) => Promise<void>): Promise<void> {
  await Promise.all(shells.map(check));
}

it('[HQ4] without a host it waits no longer than 3 s', () =>
  underAll(async (shell) => {
    const startedAt = performance.now();
    expect(await askHook(askPlace(), { shell }).end).toEqual(silent);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  }));

it('[HQ5] with a host that does nothing it waits as long as it was told', () =>
  underAll(async (shell) => {
    const place = askPlace();
    const hook = askHook(place, { shell, waitSeconds: 1 });
    const slot = await openedSlot(place, hook);
    expect(await hook.end).toEqual(silent);
    await eventually(() => expect(() => writeSync(slot, 'x')).toThrow('EPIPE'));
    closeSync(slot);
  }));

it('[HQ8] killed alone it leaves nobody who reads, and soon nothing that runs', () =>
  underAll(async (shell) => {
    const place = askPlace();
    const hook = askHook(place, { shell, waitSeconds: 600 });
    const slot = await openedSlot(place, hook);
    process.kill(hook.pid, 'SIGKILL');
    expect(await hook.end).toMatchObject({ code: null, output: '' });
    await eventually(() => expect(() => writeSync(slot, 'x')).toThrow('EPIPE'));
    closeSync(slot);
    await eventually(() => expect(groupOf(hook.pid)).toBe(''));
  }));

it('[HQ8] once it has ended nothing of it runs, but for a sleep of 3 s', () =>
  underAll(async (shell) => {
    const place = askPlace();
    const hook = askHook(place, { shell, waitSeconds: 600 });
    const slot = await openedSlot(place, hook);
    await eventually(() => expect(groupOf(hook.pid)).toContain('sleep 3'));
    answer(place, hook, { slot, text: `deny ${hook.process}.a1\n` });
    await hook.end;
    await eventually(() => expect(groupOf(hook.pid)).not.toContain('ask'));
    await eventually(() => expect(groupOf(hook.pid)).toBe(''));
  }));

/** What of the group still runs; zombies do not. */
function groupOf(pid: number): string {
  return execFileSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.trim().startsWith(`${pid} `) && !/^\s*\d+\s+Z/.test(line))
    .join('\n');
}

it('[HQ9] fifty at once each have their own answer', async () => {
  const place = askPlace();
  const hooks = Array.from({ length: 50 }, () => askHook(place));
  const answered = hooks.map(async (hook, at) => {
    const slot = await openedSlot(place, hook);
    const decision = at % 2 === 0 ? 'allow' : 'deny';
    answer(place, hook, { slot, text: `${decision} ${hook.process}.a1\n` });
    const { output } = await hook.end;
    return output.includes(`"behavior":"${decision}"`);
  });
  expect(await Promise.all(answered)).toEqual(Array(50).fill(true));
});

it('[HQ10] when the disk takes no marker it waits for nobody', async () => {
  const place = askPlace();
  const shell = ['/bin/sh', '-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'sh', '/bin/sh'];
  const hook = askHook(place, { shell, payload: 'x'.repeat(100_000) });
  expect(await hook.end).toEqual(silent);
  expect(readdirSync(place.markers)).toEqual([]);
});

it('[HQ11] with other arguments than five it does nothing', () => {
  const folder = askPlace().markers;
  mkdirSync(`${folder}/slots`);
  for (const words of [[], [folder], [folder, `${folder}/slots`, 'a1', 'PermissionRequest']]) {
    const { status, stdout, stderr } = spawnSync(askScript, words, { input: '{}' });
    expect([status, `${stdout}${stderr}`]).toEqual([0, '']);
  }
  expect(readdirSync(folder)).toEqual(['slots']);
});
