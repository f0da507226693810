import { EventEmitter } from 'node:events';
import { watch } from 'chokidar';
import { expect, it, vi } from 'vitest';
import { changeHints } from '../../src/system/change-hints.ts';

vi.mock('chokidar', () => ({ watch: vi.fn() }));

it('[MK11] where the system refuses to watch, hints come by the clock and it is said once', async () => {
  vi.useFakeTimers();
  const watcher = Object.assign(new EventEmitter(), { close: async () => {} });
  vi.mocked(watch).mockReturnValue(watcher as unknown as ReturnType<typeof watch>);
  const onHint = vi.fn();
  const onRefused = vi.fn();
  const hints = changeHints('/folder', onHint, onRefused);
  for (let n = 0; n < 21; n += 1) watcher.emit('error', new Error('ENOSPC: no watches left'));
  await hints.ready;
  expect(onRefused.mock.calls).toEqual([['ENOSPC: no watches left']]);
  vi.advanceTimersByTime(1000);
  expect(onHint).toHaveBeenCalledTimes(4);
  await hints.close();
  vi.advanceTimersByTime(1000);
  expect(onHint).toHaveBeenCalledTimes(4);
  vi.useRealTimers();
});
