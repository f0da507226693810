import type { AgentNews } from '../notices/agent-news.ts';
import { newsText } from '../notices/news-text.ts';
import type { TerminalWay } from '../notices/terminal-ways.ts';
import { selectionOf } from './marks.ts';
import { type Act, type ScreenModel, typedAgent, unchanged } from './screen-state.ts';

/** The host chose this screen to tell its user; whom they type into it knows a moment later than the screen. */
export function takeNews(model: ScreenModel, news: readonly AgentNews[]): Act {
  const typed = model.focused ? (typedAgent(model)?.id ?? null) : null;
  const untold = news.filter(({ agent }) => agent !== typed);
  // The desktop is the host's, while no screen is there.
  const ways = model.settings.notifications.ways.filter(
    (way): way is TerminalWay => way !== 'desktop',
  );
  if (untold.length === 0 || ways.length === 0) return unchanged(model);
  return { model, effects: [{ type: 'tell-user', ways, text: newsText(untold) }] };
}

/** The selection is muted, or told of again when all of it is muted. */
export function toggleMute(model: ScreenModel): Act {
  const selection = selectionOf(model);
  if (selection.length === 0) return unchanged(model);
  const notices = selection.every(({ muted }) => muted) ? 'told' : 'muted';
  const agents = selection.map(({ id }) => id);
  return {
    model,
    effects: [
      {
        type: 'request',
        purpose: { type: 'mute', names: selection.map(({ name }) => name), notices },
        command: { type: 'mute', agents, notices },
      },
    ],
  };
}

/** What became of it. */
export function muteNotice(names: readonly string[], notices: 'muted' | 'told'): string {
  const who = names.length <= 3 ? names.join(', ') : `${names.length} agents`;
  const verb = names.length === 1 ? 'is' : 'are';
  return notices === 'muted'
    ? `${who} ${verb} muted: nobody is told when ${names.length === 1 ? 'it needs' : 'they need'} you.`
    : `${who} ${verb} told of again.`;
}
