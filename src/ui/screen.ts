import type { AgentId } from '../core/agent/agent.ts';
import { leaveKeysIn } from '../core/screen/bindings.ts';
import { act } from '../core/screen/screen-model.ts';
import { isSought } from '../core/screen/screen-search.ts';
import type { ScreenEvent, ScreenModel } from '../core/screen/screen-state.ts';
import { asksInView } from '../core/screen/waiting-asks.ts';
import { plainModes } from '../core/terminal/frame.ts';
import type { InputEvent } from '../core/terminal/input-event.ts';
import type { TranscriptPort } from '../core/transcript/transcript-port.ts';
import { lookingBack } from './looking-back.ts';
import type { Clock } from './pacer.ts';
import { pointing } from './pointing.ts';
import { carryOut, type Orders } from './screen-orders.ts';
import { transcriptFinder } from './transcript-finder.ts';
import { transcriptReader } from './transcript-reader.ts';

export type Screen = {
  readonly mode: () => 'grid' | 'type';
  /** What ends typing now, written as `keyText` writes keys. */
  readonly leaveKeys: () => readonly string[];
  readonly input: (event: InputEvent) => void;
  /** Whether the terminal is this screen's, or another program's for now. */
  readonly presence: (is: 'here' | 'away') => void;
  readonly resize: (columns: number, rows: number) => void;
  /** However it ended: nothing that was planned holds up the program. */
  readonly end: () => void;
};

/** Those that it carries out itself. */
type OwnOrders =
  | 'dispatch'
  | 'setAlarm'
  | 'later'
  | 'scroll'
  | 'readTranscript'
  | 'searchTranscripts';

/** Joins the model, the host and the painting; decides nothing. */
export function openScreen(
  parts: Omit<Orders, OwnOrders> & {
    readonly transcripts: TranscriptPort;
    /** Gives the user's pager the terminal and this text; null once it has ended, else what to say. */
    readonly page: (text: AsyncIterable<string>) => Promise<string | null>;
    readonly clock: Clock;
    readonly model: ScreenModel;
  },
): Screen {
  const { host, painting } = parts;
  let model = parts.model;
  let isOver = false;

  const dispatch = (event: ScreenEvent) => {
    if (isOver) return;
    const before = model;
    const acted = act(model, event, parts.clock.now());
    model = acted.model;
    for (const effect of acted.effects) carryOut(effect, orders);
    // What was painted changes nothing that is to be painted.
    if (model === before || isOver || event.type === 'painted') return;
    painting.show(model, isOfHost(event) ? 'host' : 'user');
    if (model.mode !== before.mode) setModes();
  };

  const setModes = () => {
    const frame = model.mode.type === 'type' ? painting.frameOf(model.mode.agent) : null;
    parts.setModes(model.mode.type === 'type' ? (frame?.modes ?? plainModes) : null);
  };
  const lookedBack = lookingBack(host, painting);
  const pointed = pointing({
    painting,
    clock: parts.clock,
    lookedBack,
    dispatch,
    sendMouse: (agent, mouse) => carryOut({ type: 'mouse', agent, mouse }, orders),
  });
  let cancelAlarm = () => {};
  const end = () => {
    isOver = true;
    cancelAlarm();
    // Their files are watched, which would keep the program there.
    orders.readTranscript({ type: 'close-all' });
  };
  const orders: Orders = {
    ...parts,
    scroll: lookedBack.scroll,
    setAlarm(at) {
      cancelAlarm();
      cancelAlarm = parts.clock.after(at - parts.clock.now(), () => dispatch({ type: 'alarm' }));
    },
    later(delayMs, carryOutNow) {
      if (delayMs === 0) return carryOutNow();
      parts.clock.after(delayMs, () => {
        if (!isOver) carryOutNow();
      });
    },
    dispatch,
    readTranscript: transcriptReader(
      parts.transcripts,
      (news) => dispatch({ type: 'transcript', news }),
      parts.page,
    ),
    searchTranscripts: transcriptFinder({
      host,
      transcripts: parts.transcripts,
      isWanted: (turn) => !isOver && isSought(model, turn),
      tell: dispatch,
    }),
    onLeave(reason, message) {
      end();
      parts.onLeave(reason, message);
    },
  };

  host.onFrame((agent, frame) => {
    if (isOver) return;
    const id = agent as AgentId;
    const modes = painting.frameOf(id)?.modes;
    painting.showFrame(id, frame);
    const isTyped = model.mode.type === 'type' && model.mode.agent === id;
    if (isTyped && frame.modes !== modes) setModes();
    pointed.redrawn(id);
  });
  painting.onPainted((painted) => dispatch({ type: 'painted', asks: asksInView(painted) }));
  host.onReceipts((receipts) => dispatch({ type: 'receipts', receipts }));
  host.onSettings((news) => dispatch({ ...news, type: 'settings' }));
  host.onUpdate((update) => dispatch({ type: 'update', update }));
  host.onNews((news) => dispatch({ type: 'news', news }));
  host.onNotice((message) => dispatch({ type: 'noticed', message }));
  host.onClosed((reason) => dispatch({ type: 'closed', reason }));
  painting.show(model, 'user');
  // Last: the roster may be told at once, and frames may follow on its heels.
  host.onRoster((roster) => dispatch({ type: 'roster', roster }));

  return {
    // Keys that are mirrored are read as those of the grid are: the host writes them as each agent wants them.
    mode: () => (model.mode.type === 'type' ? 'type' : 'grid'),
    leaveKeys: () => leaveKeysIn(model.settings.keys),
    input(input) {
      if (isOver) return;
      if (input.type === 'mouse' && pointed.take(input.mouse, model) === 'taken') return;
      if (isTyping(input)) {
        pointed.forget();
        lookedBack.end();
      }
      dispatch({ type: 'input', input });
    },
    presence: (is) => dispatch({ type: 'presence', is }),
    end,
    resize(columns, rows) {
      lookedBack.end();
      dispatch({ type: 'resized', columns, rows });
    },
  };
}

function isTyping({ type }: InputEvent): boolean {
  return type === 'key' || type === 'paste' || type === 'raw' || type === 'leave';
}

/** What may come in bursts, and is not waited for. */
function isOfHost({ type }: ScreenEvent): boolean {
  return type === 'roster' || type === 'receipts';
}
