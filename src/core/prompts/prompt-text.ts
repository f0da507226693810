/** Bytes of UTF-8. Codex itself takes about a million characters. */
export const promptLimitBytes = 1_000_000;

/** Characters of a title: a row of a list shows no more. */
const titleLimit = 120;

/** Whether a text that begins like one of codex's own commands is run as that. */
export type PromptCommands = 'run' | 'send-as-text';

/**
 * The text as codex will have it: nothing that a terminal would take for more than text, no blanks around it, and
 * line ends as newlines.
 */
export function promptText(given: string): string {
  return (
    given
      .replace(/\x1b\[20[01]~/g, '')
      .replace(/\r\n?/g, '\n')
      // C0 but tab and newline, DEL, C1.
      .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      // Halves of characters cannot be written as UTF-8.
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')
  );
}

/** What to say of a text that cannot be sent; null when it can. `text` as `promptText` gave it. */
export function promptProblem(text: string): string | null {
  if (text === '') return 'The prompt is empty. Give it some text.';
  const bytes = utf8Length(text);
  if (bytes <= promptLimitBytes) return null;
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `The prompt has ${size}, and codex takes 1 MB. Put the text into a file and send where it is.`;
}

/** What Linux takes in one argument, 128 KiB with the NUL at its end. */
const argumentLimitBytes = 131_071;

/** What to say of a text that no codex can begin with; null when one can. */
export function firstPromptProblem(given: string): string | null {
  const bytes = utf8Length(firstPromptArgument(given));
  if (bytes <= argumentLimitBytes) return null;
  return `The first prompt has ${Math.ceil(bytes / 1000)} kB, and codex can begin with 131 kB at most. Start the agent without it and send it then, or put it into a file and say where that is.`;
}

/**
 * The text as an argument of codex's, which takes it as it is: no lists open, and a command such as `/status` is text.
 * But `!` would run the rest in a shell, so a blank goes before it.
 */
export function firstPromptArgument(given: string): string {
  const text = promptText(given);
  return text.startsWith('!') ? ` ${text}` : text;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

export function isCommand(text: string, commands: PromptCommands): boolean {
  return commands === 'run' && /^[/!]/.test(text);
}

/**
 * What is pasted for it. Codex cuts blanks around a prompt. One before `/` or `!` keeps it from being a command, one
 * behind the last word closes the lists that `@`, `$` and `/` open, in which Enter would choose.
 */
export function pasteOf(text: string, commands: PromptCommands): string {
  return /^[/!]/.test(text) && !isCommand(text, commands) ? ` ${text} ` : `${text} `;
}

/**
 * A paste that is nothing but the path of a picture becomes the picture: such a one is pasted in two parts. Others are one.
 */
export function pasteParts(pasted: string): readonly string[] {
  const isPicture = /^ ?\S.*\.(?:png|jpe?g|gif|webp|bmp|tiff?|svg)['"]?\s*$/i.test(pasted);
  if (!isPicture || pasted.includes('\n')) return [pasted];
  const middle = Math.floor(pasted.length / 2);
  return [pasted.slice(0, middle), pasted.slice(middle)];
}

/** Its beginning, in one line. */
export function promptTitle(text: string): string {
  const line = text.slice(0, titleLimit * 2).replace(/\s+/g, ' ');
  return line.length <= titleLimit ? line : `${line.slice(0, titleLimit - 1).trimEnd()}…`;
}
