/**
 * One line of text that can only be read: what an agent wrote (a command, a branch, an error) may hold escape
 * sequences, line breaks or marks that reorder and hide text; none of them reaches the screen's own chrome.
 */
export function plainText(text: string): string {
  return text
    .replace(/\p{Cc}\[[0-?]*[ -/]*[@-~]/gu, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Variation_Selector}]/gu, '')
    .trim();
}

/** Several lines of it, with their indentation: for a terminal or a pipe, without what would make one do something. */
export function plainLines(text: string): string {
  return text
    .replace(/\p{Cc}\[[0-?]*[ -/]*[@-~]/gu, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
