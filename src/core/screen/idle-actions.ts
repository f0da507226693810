import type { ActionName } from './binding.ts';
import { shownAgents } from './filter.ts';
import { whyNotOffered } from './given-answers.ts';
import type { Direction } from './grid-layout.ts';
import { firstAgentOfPage } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import { tileBeside } from './tile-order.ts';
import { neighbourTile } from './tile-steps.ts';
import { waitingAgents } from './waiting-agents.ts';

/**
 * Why an action would change nothing now though its key is not disabled: one key of several at a border, or an answer
 * that is not offered. Whoever presses the key sees that; in a list it is said.
 */
export function whyIdle(model: ScreenModel, action: ActionName): string | null {
  return reasons[action]?.(model) ?? null;
}

type Reason = (model: ScreenModel) => string | null;

const unless =
  (isUseful: (model: ScreenModel) => boolean, why: string): Reason =>
  (model) =>
    isUseful(model) ? null : why;

const towards = (direction: Direction) =>
  unless((model) => neighbourTile(model, direction) !== null, 'No tile stands there.');

const another = unless((model) => shownAgents(model).length > 1, 'There is no other tile.');

const anotherThatWaits = unless(
  ({ roster, selected }) => waitingAgents(roster).some(({ id }) => id !== selected),
  'No other agent waits for you.',
);

const reasons: Partial<Record<ActionName, Reason>> = {
  left: towards('left'),
  right: towards('right'),
  up: towards('up'),
  down: towards('down'),
  'next-tile': another,
  'previous-tile': another,
  'next-waiting': anotherThatWaits,
  'previous-waiting': anotherThatWaits,
  'page-back': unless((model) => firstAgentOfPage(model, -1) !== null, 'This is the first page.'),
  'page-forward': unless((model) => firstAgentOfPage(model, 1) !== null, 'This is the last page.'),
  'move-back': unless(
    (model) => tileBeside(model, -1) !== null,
    'No tile before it may change places with it.',
  ),
  'move-on': unless(
    (model) => tileBeside(model, 1) !== null,
    'No tile behind it may change places with it.',
  ),
  approve: (model) => whyNotOffered(model, 'approve'),
  'approve-session': (model) => whyNotOffered(model, 'session'),
  deny: (model) => whyNotOffered(model, 'deny'),
  close: unless(
    ({ filter, marks }) => filter !== null || marks.agents.length > 0,
    'Nothing is open, filtered or marked.',
  ),
};
