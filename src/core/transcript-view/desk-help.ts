/** The keys of transcripts, for whom the footer has no room. */
export const transcriptKeys: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓ j k', 'scroll by a row; so does the wheel'],
  ['PageUp PageDown', 'scroll by a screen; also b and Space'],
  ['g G', 'to the beginning; to the end, and follow what comes'],
  ['{ }', 'to the prompt before, to the next'],
  ['/ n N', 'search; to the match above, below'],
  ['l', 'level: what was said, what was done too, every line'],
  ['J K', 'mark the item below, above; so does a click'],
  ['f F', 'fold or unfold what is marked; all outputs and diffs'],
  ['y c', 'copy what is marked at the left, or its code alone'],
  ['o e', 'all of it in your pager; into a file'],
  ['Enter', 'into the transcript of the marked subagent; else as f'],
  ['s', "sessions before this one, and all subagents'"],
  ['Tab', 'to the next transcript beside this one'],
  ['Esc', 'gives up the search, leaves the subagent, closes; q closes'],
];
