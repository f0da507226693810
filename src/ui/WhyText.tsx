import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Agent } from '../core/agent.ts';
import { lifecycles } from '../core/lifecycle-table.ts';
import type { Overlay, WhyAnswer } from '../core/overlays.ts';
import { plainText } from '../core/plain-text.ts';
import { agentOf, type ScreenModel } from '../core/screen-state.ts';
import { clipEnd, endOf } from '../core/tile-lines.ts';
import { ScrolledLines } from './ScrolledLines.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

const labelColumns = 10;

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
  const facts = factsAbout(agent).map(([label, text]) => (
    <Text key={label} wrap="truncate">
      <Styled style={roles.muted}>{label.padEnd(labelColumns)}</Styled>
      <Styled style={label === 'state' ? roles[lifecycles[agent.state].role] : roles.text}>
        {clipEnd(text, room.columns - labelColumns)}
      </Styled>
    </Text>
  ));
  const evidence = evidenceLines(overlay.answer).map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity beyond its place.
    <Text key={`evidence ${index}`} wrap="truncate">
      <Styled style={roles.muted}>{line.age.padEnd(labelColumns)}</Styled>
      <Styled style={line.decided ? roles.text : roles.muted}>
        {clipEnd(line.text, room.columns - labelColumns)}
      </Styled>
    </Text>
  ));
  const lines = [...facts, <Text key="gap"> </Text>, ...evidence];
  return <ScrolledLines lines={lines} rows={room.rows} scrolled={overlay.scrolled} theme={theme} />;
}

function factsAbout(agent: Agent): readonly (readonly [string, string])[] {
  const { glyph, word } = lifecycles[agent.state];
  const { context } = agent;
  const facts: readonly (readonly [string, string | null])[] = [
    ['state', `${glyph} ${word}`],
    ['detail', agent.state === 'ended' ? endOf(agent) : agent.detail],
    ['folder', agent.cwd],
    ['branch', agent.branch],
    ['session', agent.sessionId],
    ['model', agent.model],
    [
      'context',
      context &&
        `${thousands(context.usedTokens)} of ${thousands(context.windowTokens)} tokens used, ${Math.round(context.percentLeft)}% left`,
    ],
    ['subagents', agent.subagents > 0 ? `${agent.subagents}` : null],
    ['queue', agent.queue > 0 ? `${agent.queue} not yet delivered` : null],
    ['home', agent.home],
    ['pid', agent.pid === null ? null : `${agent.pid}`],
  ];
  return facts.flatMap(([label, text]) =>
    text === null ? [] : [[label, plainText(text)] as const],
  );
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
      return answer.why.toReversed().map((one) => ({
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

function thousands(count: number): string {
  return count < 1000 ? `${count}` : `${Math.round(count / 1000)}k`;
}
