const yolo = '--yolo';

/** The flags among a user's arguments for codex that switch a safety off, each once, without their values. */
export function dangerousFlags(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  const options = (end === -1 ? words : words.slice(0, end)).map((word) =>
    word.replace(/=.*/s, ''),
  );
  const dangerous = options.filter((word) => word.startsWith('--dangerously-') || word === yolo);
  return [...new Set(dangerous)];
}
