import { Box, type DOMElement, Text } from 'ink';
import type { ReactNode, Ref } from 'react';
import type { Overlay } from '../core/overlays.ts';
import { type ChoiceRow, quitChoices, stopChoices } from '../core/overlays.ts';
import { plainText } from '../core/plain-text.ts';
import { screenLayout } from '../core/screen-layout.ts';
import { agentOf, isLive, type ScreenModel } from '../core/screen-state.ts';
import { HelpText } from './HelpText.tsx';
import { NewAgentView } from './NewAgentView.tsx';
import { Styled } from './Styled.tsx';
import type { Style, Theme } from './theme.ts';
import { WhyText } from './WhyText.tsx';

type OverlayProps = {
  readonly model: ScreenModel;
  readonly theme: Theme;
  /** Measured: the tiles are not painted there. */
  readonly cover: Ref<DOMElement>;
};

/** What lies above the grid, in the middle of the screen. */
export function OverlayView({ model, theme, cover }: OverlayProps): ReactNode {
  if (model.overlay.type === 'none') return null;
  const columns = Math.min(model.columns - 2, widest[model.overlay.type]);
  // The footer stays in view: it says what the keys do.
  const rows = model.rows - screenLayout(model).footerRows;
  return (
    <Box
      position="absolute"
      width={model.columns}
      height={rows}
      alignItems="center"
      justifyContent="center"
    >
      <Panel theme={theme} cover={cover} columns={columns} title={titleOf(model)}>
        {content({ model, theme, room: { columns: columns - 4, rows: rows - 4 } })}
      </Panel>
    </Box>
  );
}

/** With its border; what a line of each is easily read at. Cells. */
const widest: Readonly<Record<Exclude<Overlay['type'], 'none'>, number>> = {
  help: 80,
  quit: 54,
  'stopping-all': 54,
  stop: 54,
  'new-agent': 72,
  why: 100,
};

function titleOf(model: ScreenModel): string {
  const { overlay } = model;
  switch (overlay.type) {
    case 'none':
      return '';
    case 'help':
      return 'Keys';
    case 'quit':
    case 'stopping-all':
      return 'Quit';
    case 'stop':
      return 'Stop';
    case 'new-agent':
      return 'New agent';
    case 'why':
      return `Why · ${plainText(agentOf(model, overlay.agent)?.name ?? '')}`;
    default:
      return overlay satisfies never;
  }
}

type Room = { readonly columns: number; readonly rows: number };

function content(props: { model: ScreenModel; theme: Theme; room: Room }): ReactNode {
  const { model, theme, room } = props;
  const { overlay } = model;
  switch (overlay.type) {
    case 'none':
      return null;
    case 'help':
      return <HelpText theme={theme} room={room} scrolled={overlay.scrolled} />;
    case 'why':
      return <WhyText model={model} theme={theme} room={room} overlay={overlay} />;
    case 'new-agent':
      return <NewAgentView form={overlay.form} theme={theme} columns={room.columns} />;
    case 'quit':
      return (
        <Question
          text={runningSentence(model)}
          choices={quitChoices}
          choice={overlay.choice}
          theme={theme}
        />
      );
    case 'stopping-all':
      return <Styled style={theme.roles.text}>Stopping all agents …</Styled>;
    case 'stop':
      return (
        <Question
          text={busySentence(model, overlay)}
          choices={stopChoices}
          choice={overlay.choice}
          theme={theme}
        />
      );
    default:
      return overlay satisfies never;
  }
}

function runningSentence(model: ScreenModel): string {
  const running = model.roster.filter(isLive).length;
  return running === 1 ? 'One agent is running.' : `${running} agents are running.`;
}

function busySentence(model: ScreenModel, overlay: Extract<Overlay, { type: 'stop' }>): string {
  const agent = agentOf(model, overlay.agent);
  return agent ? `${plainText(agent.name)} is busy (${agent.state}). Stop it?` : '';
}

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
            <Styled style={theme.roles.name}>{` ${title} `}</Styled>
          </Box>
        )}
        {props.children}
      </Box>
    </Box>
  );
}

function Question<Choice extends string>(props: {
  readonly text: string;
  readonly choices: Readonly<Record<Choice, ChoiceRow>>;
  readonly choice: Choice;
  readonly theme: Theme;
}): ReactNode {
  const { choices, choice, theme } = props;
  const { roles } = theme;
  return (
    <Box flexDirection="column">
      <Styled style={roles.text}>{props.text}</Styled>
      <Box height={1} />
      {(Object.keys(choices) as Choice[]).map((name) => (
        <Text key={name}>
          <Styled style={name === choice ? roles.choice : roles.text}>
            {` ${choices[name].key}  ${choices[name].word.padEnd(10)}`}
          </Styled>
          <Styled style={roles.muted}>{`  ${choices[name].help}`}</Styled>
        </Text>
      ))}
    </Box>
  );
}
