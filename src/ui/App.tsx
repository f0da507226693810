import { Box, type DOMElement, Text } from 'ink';
import type { ReactNode, Ref } from 'react';
import type { AgentId } from '../core/agent/agent.ts';
import { smallestScreen } from '../core/screen/grid-layout.ts';
import { screenLayout } from '../core/screen/screen-layout.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { FooterView } from './FooterView.tsx';
import { GridView } from './GridView.tsx';
import { NoticeView } from './NoticeView.tsx';
import { OverlayView } from './OverlayView.tsx';
import type { Theme } from './theme.ts';

/** Everything but the insides of the tiles and the ages. The refs are for those who paint and measure. */
export function App(props: {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly now: number;
  readonly bodyOf: (agent: AgentId) => Ref<DOMElement>;
  readonly cover: Ref<DOMElement>;
}): ReactNode {
  const { model, theme, now, cover } = props;
  if (screenLayout(model).tooSmall) return <TooSmall model={model} />;
  // What has the whole screen is painted beside Ink, like the insides of tiles.
  if (model.overlay.type === 'diff') return <Box width={model.columns} height={model.rows} />;
  return (
    <Box width={model.columns} height={model.rows} flexDirection="column">
      {model.overlay.type === 'transcripts' ? (
        <Box flexGrow={1} />
      ) : (
        <GridView model={model} theme={theme} now={now} bodyOf={props.bodyOf} />
      )}
      <FooterView model={model} theme={theme} now={now} />
      <NoticeView model={model} theme={theme} cover={cover} />
      <OverlayView model={model} theme={theme} now={now} cover={cover} />
    </Box>
  );
}

function TooSmall({ model }: { readonly model: ScreenModel }): ReactNode {
  const { columns, rows } = smallestScreen;
  return (
    <Box width={model.columns} height={model.rows} overflow="hidden">
      <Text>
        {wrapText(
          `Too small: ${model.columns}x${model.rows}. codex-grid needs ${columns}x${rows}.`,
          model.columns,
        ).join('\n')}
      </Text>
    </Box>
  );
}
