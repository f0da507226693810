/**
 * What puts text on the clipboard of the outer terminal's user, also over ssh: OSC 52. Terminals that do not know it,
 * or are told not to obey, drop it without a word.
 */
export function clipboardBytes(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString('base64')}\x1b\\`;
}
