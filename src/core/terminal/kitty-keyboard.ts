/**
 * The kitty keyboard protocol's flags, as a program pushes and pops them; the last one counts.
 * Never empty.
 */
export type KittyFlags = readonly number[];

/**
 * A stack for each screen: a program that leaves the alternate screen finds the main screen's flags
 * as they were.
 */
export type KittyKeyboard = { readonly main: KittyFlags; readonly alternate: KittyFlags };

export const legacyKeyboard: KittyKeyboard = { main: [0], alternate: [0] };

/** Programs push once or twice; the protocol lets a terminal forget the oldest of many. */
const stackLimit = 16;
/** The five flags that the protocol defines. */
const knownFlags = 31;

export function flagsOf(stack: KittyFlags): number {
  return stack.at(-1) ?? 0;
}

/** `CSI > flags u` */
export function pushed(stack: KittyFlags, flags: number): KittyFlags {
  return [...stack.slice(1 - stackLimit), flags & knownFlags];
}

/** `CSI < count u` */
export function popped(stack: KittyFlags, count: number): KittyFlags {
  const left = stack.slice(0, -Math.max(1, count));
  return left.length > 0 ? left : [0];
}

/** `CSI = flags ; mode u`: mode 1 sets, 2 adds, 3 takes away. */
export function changed(stack: KittyFlags, flags: number, mode: number): KittyFlags {
  const before = flagsOf(stack);
  const given = flags & knownFlags;
  const after = mode === 2 ? before | given : mode === 3 ? before & ~given : given;
  return [...stack.slice(0, -1), after];
}
