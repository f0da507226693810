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
