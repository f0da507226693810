import { Box, type DOMElement } from 'ink';
import type { ReactNode, Ref } from 'react';
import { screenLayout } from '../core/screen/screen-layout.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { noticeEdge } from '../core/screen/tile-card.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { Panel } from './OverlayView.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** A sentence above the footer, or at the top where it would hide a card there, until the next key; in TYPE the footer itself has it. */
export function NoticeView(props: {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly cover: Ref<DOMElement>;
}): ReactNode {
  const { model, theme } = props;
  if (model.notice === null || model.mode.type !== 'grid' || model.overlay.type !== 'none') {
    return null;
  }
  const text = plainText(model.notice);
  const columns = Math.min(model.columns - 6, textWidth(text));
  return (
    <Box
      position="absolute"
      width={model.columns}
      height={model.rows - screenLayout(model).footerRows}
      alignItems={noticeEdge(model) === 'top' ? 'flex-start' : 'flex-end'}
      justifyContent="center"
    >
      <Panel theme={theme} cover={props.cover} columns={columns + 4} title="">
        <Styled style={theme.roles.notice}>{wrapText(text, columns).join('\n')}</Styled>
      </Panel>
    </Box>
  );
}
