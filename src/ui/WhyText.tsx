import { Text } from 'ink';
import type { ReactNode } from 'react';
import { type AgentFact, factsAbout, settingsIn } from '../core/agent/agent-facts.ts';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
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

/** The longest label and a gap. */
const labelColumns = 17;

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
  const evidence = evidenceLines(answer).map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity beyond its place.
    <Text key={`evidence ${index}`} wrap="truncate">
      <Styled style={roles.muted}>{line.age.padEnd(labelColumns)}</Styled>
      <Styled style={line.decided ? roles.text : roles.muted}>
        {clipEnd(line.text, room.columns - labelColumns)}
      </Styled>
    </Text>
  ));
  const settings = settingsIn(shown).flatMap(drawn('setting'));
  const lines = [
    ...factsAbout(agent, shown).flatMap(drawn('fact')),
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

function evidenceLines(
  answer: WhyAnswer,
): readonly { readonly age: string; readonly text: string; readonly decided: boolean }[] {
  switch (answer.type) {
    case 'asked':
      return [{ age: '', text: 'asking the host …', decided: false }];
    case 'refused':
      return [{ age: '', text: plainText(answer.message), decided: true }];
    case 'answered':
      // The newest stands first: it is the one that decided.
      return answer.shown.why.toReversed().map((one) => ({
        age: `${secondsBetween(one.at, answer.at)} ago`,
        text: plainText(
          `${one.witness}: ${one.says} → ${one.state}${one.rule ? ` (${one.rule})` : ''}`,
        ),
        decided: one.rule !== null,
      }));
    default:
      return answer satisfies never;
  }
}

/** Finer than a title's age: evidence comes within moments of each other. */
function secondsBetween(at: number, now: number): string {
  const seconds = Math.max(0, now - at) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  if (seconds < 120) return `${Math.round(seconds)}s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)}m` : `${Math.round(seconds / 3600)}h`;
}
