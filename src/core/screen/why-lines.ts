import { type AgentFact, factsAbout, settingsIn } from '../agent/agent-facts.ts';
import { isLifecycleName, lifecycles } from '../lifecycle/lifecycle-table.ts';
import { briefly, disagreementLines, timelineOf } from '../lifecycle/why-timeline.ts';
import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import { wrapText } from '../text/wrap-text.ts';
import {
  emptyLine,
  type LinePiece,
  type OverlayLine,
  overlayLine,
  scrolledLines,
} from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import type { Overlay } from './overlays.ts';
import { agentOf, type ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';
import type { WhyAnswer } from './why-answer.ts';

/** Border and all. */
export const whyColumns = 100;

/** The longest label and a gap; an age and a state take no more. */
const labelColumns = 20;
const ageColumns = 6;

/** All about one agent, and the evidence behind its state; and how far that can be scrolled. */
export function whyLines(
  model: ScreenModel,
  { agent: id, answer, scrolled }: Extract<Overlay, { type: 'why' }>,
): ReturnType<typeof scrolledLines> {
  const { room } = overlayRoom(model, whyColumns);
  const agent = agentOf(model, id);
  if (!agent) return { lines: [], furthest: 0 };
  const shown = answer.type === 'answered' ? answer.shown : null;
  const columns = room.columns - labelColumns;
  const told = (fact: AgentFact) => {
    const role = fact.isWarning ? 'warning' : 'text';
    const stateRole = lifecycles[agent.state].role;
    return factLines(fact, {
      text: shortPaths(fact.text, model.homeFolder),
      role: fact.label === 'state' ? stateRole : role,
      columns,
    });
  };
  const settings = settingsIn(shown).flatMap(told);
  const heading = 'Settings for its next start, and where each was said';
  const lines = [
    ...factsAbout(agent, shown, model.timeZone).flatMap(told),
    ...(settings.length > 0
      ? [emptyLine, overlayLine({ role: 'muted', text: heading }), ...settings]
      : []),
    emptyLine,
    ...evidenceRows(answer).flatMap((row) => evidenceLines(row, columns)),
  ];
  return scrolledLines(lines, { rows: room.rows, scrolled });
}

function factLines(
  { label }: AgentFact,
  told: {
    readonly text: string;
    readonly role: LinePiece['role'];
    readonly columns: number;
  },
): readonly OverlayLine[] {
  return wrapText(told.text, told.columns).map((text, at) =>
    overlayLine(
      {
        role: 'muted',
        text: (at === 0 ? clipEnd(label, labelColumns - 1) : '').padEnd(labelColumns),
      },
      { role: told.role, text },
    ),
  );
}

type EvidenceRow = {
  readonly age: string;
  readonly state: string | null;
  readonly text: string;
};

/** The rule stands at the end, so nothing is cut. */
function evidenceLines({ age, state, text }: EvidenceRow, columns: number): readonly OverlayLine[] {
  return wrapText(text, columns).map((line, at) =>
    overlayLine(
      { role: 'muted', text: (at === 0 ? age : '').padEnd(ageColumns) },
      {
        role: state === null ? 'muted' : roleOf(state),
        text: (at === 0 ? stateText(state) : '').padEnd(labelColumns - ageColumns),
      },
      { role: state === null ? 'muted' : 'text', text: line },
    ),
  );
}

function evidenceRows(answer: WhyAnswer): readonly EvidenceRow[] {
  switch (answer.type) {
    case 'asked':
      return [{ age: '', state: null, text: 'asking the host …' }];
    case 'refused':
      return [{ age: '', state: 'unknown', text: plainText(answer.message) }];
    case 'answered': {
      const age = (at: number) => secondsBetween(at, answer.at);
      const { disagreements } = answer.shown;
      return [
        // The newest stands first: it is the one that decided.
        ...briefly(timelineOf(answer.shown))
          .toReversed()
          .map(({ at, state, said, rule }) => ({
            age: age(at),
            state,
            text: rule === '' ? said : `${said} (${rule})`,
          })),
        ...(disagreements.length > 0 ? [{ age: '', state: null, text: '' }] : []),
        ...disagreements.toReversed().flatMap((one) => {
          const [held, became] = disagreementLines(one, answer.at);
          return [
            { age: age(one.since), state: 'overruled', text: held },
            { age: '', state: null, text: became },
          ];
        }),
      ];
    }
    default:
      return answer satisfies never;
  }
}

function stateText(state: string | null): string {
  if (state === null || !isLifecycleName(state)) return state ?? '';
  return `${lifecycles[state].glyph} ${lifecycles[state].word}`;
}

function roleOf(state: string) {
  return isLifecycleName(state) ? lifecycles[state].role : 'muted';
}

/** Finer than a title's age: evidence comes within moments of each other. */
function secondsBetween(at: number, now: number): string {
  const seconds = Math.max(0, now - at) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  if (seconds < 120) return `${Math.round(seconds)}s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)}m` : `${Math.round(seconds / 3600)}h`;
}
