import { Box, type DOMElement } from 'ink';
import type { ReactNode, Ref } from 'react';
import type { AgentId } from '../core/agent/agent.ts';
import { keyFor } from '../core/screen/bindings.ts';
import { emptyGridLines } from '../core/screen/empty-grid.ts';
import { filterChip } from '../core/screen/filter-line.ts';
import { markingOf } from '../core/screen/marks.ts';
import { screenLayout } from '../core/screen/screen-layout.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { tileLook } from '../core/screen/tile-card.ts';
import { GroupHeadings } from './GroupHeadings.tsx';
import { LinesView } from './LinesView.tsx';
import { Styled } from './Styled.tsx';
import { TileView } from './TileView.tsx';
import type { Theme } from './theme.ts';

export function GridView(props: {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly now: number;
  readonly bodyOf: (agent: AgentId) => Ref<DOMElement>;
}): ReactNode {
  const { model, theme } = props;
  const { tiles, headings } = screenLayout(model);
  return (
    <Box flexGrow={1}>
      {tiles.length === 0 && model.roster.length === 0 && <EmptyGrid model={model} theme={theme} />}
      {tiles.length === 0 && model.roster.length > 0 && (
        <NothingFound model={model} theme={theme} />
      )}
      <GroupHeadings headings={headings} theme={theme} />
      {tiles.map((place) => (
        <TileView
          key={place.agent.id}
          place={place}
          marking={markingOf(model, place.agent.id)}
          look={tileLook(model, place)}
          theme={theme}
          now={props.now}
          body={props.bodyOf(place.agent.id)}
        />
      ))}
    </Box>
  );
}

/** No agent passes the filter. */
function NothingFound(props: { readonly model: ScreenModel; readonly theme: Theme }): ReactNode {
  const { model, theme } = props;
  const { roles } = theme;
  return (
    <Box flexGrow={1} flexDirection="column" alignItems="center" justifyContent="center">
      <Styled style={roles.name}>{`No agent has "${filterChip(model)?.slice(1)}"`}</Styled>
      <Box marginTop={1}>
        <Styled style={roles.key}>{keyFor(model.bindings, 'close')}</Styled>
        <Styled style={roles.muted}>{` shows all ${model.roster.length}`}</Styled>
      </Box>
    </Box>
  );
}

function EmptyGrid(props: { readonly model: ScreenModel; readonly theme: Theme }): ReactNode {
  const { model, theme } = props;
  const rows = model.rows - screenLayout(model).footerRows;
  return (
    <Box flexGrow={1} flexDirection="column" alignItems="center" justifyContent="center">
      <LinesView lines={emptyGridLines(model, { columns: model.columns, rows })} theme={theme} />
    </Box>
  );
}
