import type { ActionName, Binding } from './binding.ts';

/** Actions that share a row of the key table, each by itself; the others are called as their row is. */
const ownWords: Partial<Record<ActionName, string>> = {
  left: 'select the tile to the left',
  down: 'select the tile below',
  up: 'select the tile above',
  right: 'select the tile to the right',
  'next-tile': 'select the next tile',
  'previous-tile': 'select the previous tile',
  'next-waiting': 'go to the next agent that waits for you',
  'previous-waiting': 'go to the previous agent that waits for you',
  'last-agent': 'go to the agent selected before',
  'page-back': 'page back',
  'page-forward': 'page forward',
  'move-back': 'move the tile back',
  'move-on': 'move the tile on',
  mark: 'mark the agent, or take its mark away',
  'mark-range': 'mark all from the last marked to this agent',
  'mark-all': 'mark all or none',
  'mark-inverted': 'mark the others instead',
  approve: 'approve once what the agent asks',
  'approve-session': 'approve for the session what the agent asks',
  deny: 'deny what the agent asks',
};

export function actionWords(binding: Binding, action: ActionName): string {
  return ownWords[action] ?? binding.help;
}
