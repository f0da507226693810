import { setTimeout as sleep } from 'node:timers/promises';
import type { OuterTerminal } from './outer-terminal.ts';

/** The pictures of the demo, in the order in which they are taken. */
export const pictureNames = [
  'grid',
  'inbox',
  'zoom',
  'broadcast',
  'transcript',
  'diff',
  'help',
] as const;

/** Goes through the demo and takes each picture when there is what it shows. */
export async function demoPictures(
  demo: OuterTerminal,
  take: (name: (typeof pictureNames)[number]) => void,
): Promise<void> {
  const shows = (what: string, ...patterns: readonly RegExp[]) =>
    demo.waitFor(what, (text) => patterns.every((pattern) => pattern.test(text)));
  /** What codex draws in steps has been drawn. */
  const rest = () => sleep(700);
  const leave = async (keys: string) => {
    await demo.answer(keys);
    await shows('the grid', /^ GRID /m);
    await rest();
  };

  await shows('all at rest', /approval/, /question/, /failed/, /working/);
  await demo.answer('2');
  await rest();
  take('grid');

  await demo.answer('I');
  await shows('the inbox', /Inbox/);
  await rest();
  take('inbox');
  await leave('\x1b');

  await demo.answer('3z');
  await shows('one agent alone', /TYPE 3/);
  await demo.answer('1');
  await shows('what the answer leads to', /Added store\.js/);
  await rest();
  take('zoom');
  await leave('\x11');

  await demo.answer('ab');
  await shows('the composer', /Broadcast · 4 agents/);
  await demo.answer('Say in one line what you have changed, and what is left to do.\r');
  await shows('what became of it', /accepted/);
  await rest();
  take('broadcast');
  await leave('\x1b');

  await demo.answer('4t');
  await shows('the transcript', /npm start/);
  await rest();
  take('transcript');
  await leave('q');

  await demo.answer('1D');
  await shows('the diff', /placeOrder/);
  await rest();
  take('diff');
  await leave('q');

  await demo.answer('?');
  await shows('the help', /─ Keys ─/);
  await rest();
  take('help');
}
