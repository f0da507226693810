import { Box, type DOMElement } from 'ink';
import type { ReactNode, Ref } from 'react';
import { inboxColumns } from '../core/screen/ask-lines.ts';
import { composerColumns } from '../core/screen/composer-layout.ts';
import { composerTitle } from '../core/screen/composer-targets.ts';
import { helpColumns, helpLines } from '../core/screen/help-lines.ts';
import { inboxLines, inboxTitle } from '../core/screen/inbox-lines.ts';
import { linksColumns } from '../core/screen/link-list.ts';
import { nameColumns } from '../core/screen/name-form.ts';
import { newAgentColumns } from '../core/screen/new-agent-layout.ts';
import { overlayRoom } from '../core/screen/overlay-room.ts';
import type { Overlay } from '../core/screen/overlays.ts';
import { paletteColumns, paletteLines } from '../core/screen/palette-lines.ts';
import { askedBy } from '../core/screen/questions.ts';
import { receiptsColumns } from '../core/screen/receipt-layout.ts';
import { receiptsTitle } from '../core/screen/receipt-list.ts';
import { screenLayout } from '../core/screen/screen-layout.ts';
import { agentOf, type ScreenModel } from '../core/screen/screen-state.ts';
import { searchColumns, searchLines } from '../core/screen/search-lines.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { whyColumns, whyLines } from '../core/screen/why-lines.ts';
import { plainText } from '../core/text/plain-text.ts';
import { ComposerView } from './ComposerView.tsx';
import { LinesView } from './LinesView.tsx';
import { LinksView } from './LinksView.tsx';
import { NameView } from './NameView.tsx';
import { NewAgentView } from './NewAgentView.tsx';
import { QuestionView, questionColumns } from './QuestionView.tsx';
import { ReceiptsView } from './ReceiptsView.tsx';
import { Styled } from './Styled.tsx';
import type { Style, Theme } from './theme.ts';

type OverlayProps = {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly now: number;
  /** Measured: the tiles are not painted there. */
  readonly cover: Ref<DOMElement>;
};

/** What lies above the grid, in the middle of the screen. */
export function OverlayView(props: OverlayProps): ReactNode {
  const { model, theme, cover } = props;
  // The filter is written in the footer, and a pane is painted in the place of the grid.
  if (model.overlay.type === 'none' || model.overlay.type === 'filter') return null;
  if (model.overlay.type === 'diff' || model.overlay.type === 'transcripts') return null;
  const { columns, room } = overlayRoom(model, columnsOf(model.overlay, model));
  return (
    <Box
      position="absolute"
      width={model.columns}
      height={model.rows - screenLayout(model).footerRows}
      alignItems="center"
      justifyContent="center"
    >
      <Panel theme={theme} cover={cover} columns={columns} title={titleOf(model)}>
        {content({ model, theme, room, now: props.now })}
      </Panel>
    </Box>
  );
}

type BoxedOverlay = Exclude<Overlay, { type: 'none' | 'filter' | 'diff' | 'transcripts' }>;

/** With its border; what a line of each is easily read at. Cells. */
const widest: Readonly<Record<BoxedOverlay['type'], number>> = {
  help: helpColumns,
  question: 76,
  'stopping-all': 54,
  'new-agent': newAgentColumns,
  name: nameColumns,
  links: linksColumns,
  inbox: inboxColumns,
  palette: paletteColumns,
  search: searchColumns,
  composer: composerColumns,
  receipts: receiptsColumns,
  why: whyColumns,
};

function columnsOf(overlay: BoxedOverlay, model: ScreenModel): number {
  if (overlay.type !== 'question') return widest[overlay.type];
  const needed = questionColumns(askedBy(overlay.question, model)) + 4;
  return Math.max(leastQuestionColumns, Math.min(needed, widest.question));
}

/** A narrower box looks lost. */
const leastQuestionColumns = 54;

function titleOf(model: ScreenModel): string {
  const { overlay } = model;
  switch (overlay.type) {
    case 'none':
    case 'filter':
    case 'diff':
    case 'transcripts':
      return '';
    case 'help':
      return 'Keys';
    case 'question':
      return askedBy(overlay.question, model).title;
    case 'stopping-all':
      return 'Quit';
    case 'new-agent':
      return 'New agent';
    case 'name': {
      const name = plainText(agentOf(model, overlay.form.agent)?.name ?? '');
      return `${overlay.form.purpose === 'fork' ? 'Fork' : 'Rename'} · ${name}`;
    }
    case 'palette':
      return 'Palette';
    case 'search':
      return 'Find on all screens and in all transcripts';
    case 'links':
      return 'Copy a link';
    case 'inbox':
      return inboxTitle(model, overlay.inbox);
    case 'composer':
      return composerTitle(model, overlay.composer);
    case 'receipts':
      return receiptsTitle(overlay.list, model);
    case 'why':
      return `Why · ${plainText(agentOf(model, overlay.agent)?.name ?? '')}`;
    default:
      return overlay satisfies never;
  }
}

type Room = { readonly columns: number; readonly rows: number };

function content(props: { model: ScreenModel; theme: Theme; room: Room; now: number }): ReactNode {
  const { model, theme, room } = props;
  const { overlay } = model;
  switch (overlay.type) {
    case 'none':
    case 'filter':
    case 'diff':
    case 'transcripts':
      return null;
    case 'help':
      return <LinesView lines={helpLines(model, overlay).lines} theme={theme} />;
    case 'why':
      return <LinesView lines={whyLines(model, overlay).lines} theme={theme} />;
    case 'new-agent':
      return <NewAgentView model={model} form={overlay.form} theme={theme} />;
    case 'name':
      return <NameView form={overlay.form} theme={theme} columns={room.columns} />;
    case 'composer':
      return <ComposerView model={model} composer={overlay.composer} theme={theme} />;
    case 'receipts':
      return <ReceiptsView model={model} list={overlay.list} theme={theme} />;
    case 'search':
      return <LinesView lines={searchLines(model, overlay.search)} theme={theme} />;
    case 'palette':
      return <LinesView lines={paletteLines(model, overlay.palette)} theme={theme} />;
    case 'links':
      return <LinksView model={model} list={overlay.list} theme={theme} room={room} />;
    case 'inbox':
      return <LinesView lines={inboxLines(model, overlay.inbox, props.now)} theme={theme} />;
    case 'question':
      return (
        <QuestionView
          asked={askedBy(overlay.question, model)}
          chosen={overlay.chosen}
          theme={theme}
          room={room}
        />
      );
    case 'stopping-all':
      return <Styled style={theme.roles.text}>Stopping all agents …</Styled>;
    default:
      return overlay satisfies never;
  }
}

/** What a border keeps around its title: a corner, a line and a blank at each side. Cells. */
const titleFrame = 6;

/** A bordered box with a title; blanks what lies under it. */
export function Panel(props: {
  readonly theme: Theme;
  readonly cover: Ref<DOMElement>;
  readonly columns: number;
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const { theme, title } = props;
  const border: Style = theme.roles.text;
  return (
    // A blank column at each side keeps the box's border apart from those of the tiles. Not a colour: Ink then fills with plain blanks.
    <Box ref={props.cover} paddingX={1} backgroundColor="none">
      <Box
        width={props.columns}
        flexDirection="column"
        paddingX={1}
        borderStyle="round"
        {...(border.color === null ? {} : { borderColor: border.color })}
      >
        {title !== '' && (
          <Box position="absolute" top={-1} left={1}>
            <Styled
              style={theme.roles.name}
            >{` ${clipEnd(title, props.columns - titleFrame)} `}</Styled>
          </Box>
        )}
        {props.children}
      </Box>
    </Box>
  );
}
