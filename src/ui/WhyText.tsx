import { Text } from 'ink';
import type { ReactNode } from 'react';
import { type AgentFact, factsAbout, settingsIn } from '../core/agent/agent-facts.ts';
import { isLifecycleName, lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import { briefly, disagreementLines, timelineOf } from '../core/lifecycle/why-timeline.ts';
import type { Overlay } from '../core/screen/overlays.ts';
import { agentOf, type ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import type { WhyAnswer } from '../core/screen/why-answer.ts';
import { plainText } from '../core/text/plain-text.ts';
import { shortPaths } from '../core/text/short-paths.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { ScrolledLines } from './ScrolledLines.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** The longest label and a gap; an age and a state take no more. */
const labelColumns = 20;
const ageColumns = 6;

/** All about one agent, and the evidence behind its state. */
export function WhyText(props: {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly room: { readonly columns: number; readonly rows: number };
  readonly overlay: Extract<Overlay, { type: 'why' }>;
}): ReactNode {
  const { theme, room, overlay } = props;
  const { roles } = theme;
  const agent = agentOf(props.model, overlay.agent);
  if (!agent) return null;
  const { answer } = overlay;
  const shown = answer.type === 'answered' ? answer.shown : null;
  const styleOf = ({ label, isWarning }: AgentFact) => {
    if (label === 'state') return roles[lifecycles[agent.state].role];
    return isWarning ? roles.warning : roles.text;
  };
  const drawn = (kind: string) => (fact: AgentFact) => {
    const text = shortPaths(fact.text, props.model.homeFolder);
    return wrapText(text, room.columns - labelColumns).map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text have no identity beyond their place.
      <Text key={`${kind} ${fact.label} ${at}`} wrap="truncate">
        <Styled style={roles.muted}>
          {(at === 0 ? clipEnd(fact.label, labelColumns - 1) : '').padEnd(labelColumns)}
        </Styled>
        <Styled style={styleOf(fact)}>{line}</Styled>
      </Text>
    ));
  };
  const evidence = evidenceLines(answer, room.columns - labelColumns).map(
    ({ age, state, text }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity beyond its place.
      <Text key={`evidence ${index}`} wrap="truncate">
        <Styled style={roles.muted}>{age.padEnd(ageColumns)}</Styled>
        <Styled style={state === null ? roles.muted : roles[roleOf(state)]}>
          {stateText(state).padEnd(labelColumns - ageColumns)}
        </Styled>
        <Styled style={state === null ? roles.muted : roles.text}>
          {clipEnd(text, room.columns - labelColumns)}
        </Styled>
      </Text>
    ),
  );
  const settings = settingsIn(shown).flatMap(drawn('setting'));
  const lines = [
    ...factsAbout(agent, shown, props.model.timeZone).flatMap(drawn('fact')),
    ...(settings.length > 0
      ? [
          <Text key="above settings"> </Text>,
          <Styled key="settings" style={roles.muted}>
            Settings for its next start, and where each was said
          </Styled>,
          ...settings,
        ]
      : []),
    <Text key="above evidence"> </Text>,
    ...evidence,
  ];
  return <ScrolledLines lines={lines} rows={room.rows} scrolled={overlay.scrolled} theme={theme} />;
}

type EvidenceRow = {
  readonly age: string;
  readonly state: string | null;
  readonly text: string;
};

/** `columns` is the room for a text. */
function evidenceLines(answer: WhyAnswer, columns: number): readonly EvidenceRow[] {
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
            ...wrapText(became, columns).map((text) => ({ age: '', state: null, text })),
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
