import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Agent } from '../core/agent/agent.ts';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import type { Composer } from '../core/screen/composer.ts';
import { previews } from '../core/screen/composer-preview.ts';
import { type Delivery, deliveryTo, targetsOf } from '../core/screen/composer-targets.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { Styled } from './Styled.tsx';
import type { Theme, ThemeRole } from './theme.ts';

const widestName = 16;
const gap = 2;

/** Whom a prompt goes to, one a row: when each gets it, and what, where that differs. */
export function TargetsView(props: {
  readonly model: ScreenModel;
  readonly composer: Composer;
  readonly theme: Theme;
  readonly columns: number;
  readonly rows: number;
}): ReactNode {
  const { model, composer, theme, columns } = props;
  const { roles } = theme;
  const targets = targetsOf(composer, model);
  if (targets.type === 'problem') {
    const [problem = ''] = targets.problem.split('\n');
    const isTold = composer.problem !== null;
    return <Styled style={roles.muted}>{clipEnd(isTold ? nobodyYet : problem, columns)}</Styled>;
  }
  const { agents } = targets;
  if (agents.length === 0) return <Styled style={roles.muted}>{nobody(composer)}</Styled>;
  const shown = agents.length <= props.rows ? agents : agents.slice(0, props.rows - 1);
  const others = agents.slice(shown.length);
  const texts = previews(composer.text, agents);
  const look = {
    theme,
    columns,
    nameColumns: Math.min(widestName, Math.max(...shown.map(({ name }) => textWidth(name)))),
    wordColumns: Math.max(
      ...shown.map((agent) => textWidth(deliveryTo(agent, composer.when).words)),
    ),
  };
  return (
    <>
      {shown.map((agent, index) => (
        <TargetRow
          key={agent.id}
          {...look}
          agent={agent}
          delivery={deliveryTo(agent, composer.when)}
          text={texts?.[index] ?? ''}
        />
      ))}
      {others.length > 0 && (
        <Styled style={roles.muted}>
          {clipEnd(`  … and ${others.length} more: ${namesOf(others)}`, columns)}
        </Styled>
      )}
    </>
  );
}

function TargetRow(props: {
  readonly agent: Agent;
  readonly delivery: Delivery;
  readonly text: string;
  readonly theme: Theme;
  readonly columns: number;
  readonly nameColumns: number;
  readonly wordColumns: number;
}): ReactNode {
  const { agent, delivery } = props;
  const { roles } = props.theme;
  const { glyph, role } = lifecycles[agent.state];
  const number = `${agent.number}`.padStart(3);
  const name = clipEnd(plainText(agent.name), props.nameColumns);
  const taken = 3 + 1 + 1 + 1 + props.nameColumns + gap;
  const words = clipEnd(delivery.words, props.columns - taken);
  const room = props.columns - taken - props.wordColumns - gap;
  return (
    <Text wrap="truncate">
      <Styled style={roles.muted}>{`${number} `}</Styled>
      <Styled style={roles[role]}>{`${glyph} `}</Styled>
      <Styled style={roles.text}>
        {name + ' '.repeat(props.nameColumns - textWidth(name) + gap)}
      </Styled>
      <Styled style={roles[promiseRoles[delivery.promise]]}>{words}</Styled>
      {props.text !== '' && room > 0 && delivery.promise !== 'never' && (
        <Styled style={roles.text}>
          {' '.repeat(props.wordColumns - textWidth(words) + gap) + clipEnd(props.text, room)}
        </Styled>
      )}
    </Text>
  );
}

const promiseRoles = {
  'at once': 'muted',
  later: 'working',
  'once answered': 'needsYou',
  never: 'failed',
} as const satisfies Record<Delivery['promise'], ThemeRole>;

const nobodyYet = 'To nobody yet.';

function nobody({ to }: Composer): string {
  const isBlank = to.type === 'selector' && to.field.text.trim() === '';
  return isBlank ? nobodyYet : 'No agent is as described.';
}

function namesOf(agents: readonly Agent[]): string {
  return agents.map(({ name }) => plainText(name)).join(', ');
}
