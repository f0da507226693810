import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentSettings } from '../../../src/core/settings/agent-settings.ts';
import type { GridFixture } from '../../support/grid-fixture.ts';
import type { Link, WatchedAgent } from './link.ts';
import type { By, Move } from './scenario.ts';

export type Actor = {
  readonly agent: WatchedAgent;
  readonly link: Link;
  readonly fixture: GridFixture;
  readonly happened: (by: By) => void;
  readonly cwd: string;
  readonly settings: AgentSettings;
  /** The session that the tile named when it was last asked about. */
  readonly session: string | null;
};

type Wait = Exclude<Move, { readonly do: string }>;
type Deed = Extract<Move, { readonly do: string }>;

/** Gives the session that the tile names, if the move was about that, else the one that it was called with. */
export async function make(move: Move, actor: Actor): Promise<string | null> {
  if ('session' in move) return sessionNamed(move.session, actor);
  await ('do' in move ? act(move, actor) : wait(move, actor));
  return actor.session;
}

async function wait(
  move: Exclude<Wait, { readonly session: string }>,
  { agent }: Actor,
): Promise<void> {
  if ('wait' in move) {
    await agent.comesTo(move.wait);
    // Codex drops a key now and then until it says which model it speaks to.
    if (move.wait === 'ready') await agent.shows(/ · [/~]/);
    return;
  }
  if ('see' in move) return agent.shows(move.see);
  if ('read' in move) return agent.reads(move.read);
  if ('remain' in move) return sleep(move.remain);
  if ('count' in move) {
    const { count } = move;
    return agent.is(`count ${count} subagents`, ({ subagents }) => subagents === count);
  }
  await agent.is(`have a badge ${move.badge}`, ({ badges }) =>
    badges.some(({ text }) => move.badge.test(text)),
  );
}

async function act(move: Deed, actor: Actor): Promise<void> {
  const { agent, link, fixture, happened } = actor;
  const press = async (keys: readonly string[], literal: boolean) => {
    happened('key');
    await link.ask({ type: 'keys', agent: agent.now().id, keys: [...keys], literal });
  };
  const paste = async (text: string) => {
    await press([`\x1b[200~${text}\x1b[201~`], true);
    const lines = text.split('\n');
    await agent.shows(lines.length === 1 ? `› ${text}` : (lines.at(-1) ?? ''));
  };
  const choose = async (key: string) => {
    const shown = agent.screen();
    do await press([key], false);
    while (!(await agent.showsOtherThan(shown)));
  };
  switch (move.do) {
    case 'prompt':
      await paste(move.text);
      return choose('Enter');
    case 'paste':
      return paste(move.text);
    case 'type':
      return press([...move.text], true);
    case 'press':
      return press(move.keys, false);
    case 'choose':
      for (const key of move.keys) await choose(key);
      return;
    case 'leave':
      do await press(['C-c'], false);
      while (!(await agent.endsSoon()));
      return;
    case 'answer': {
      const { id, ask } = agent.now();
      happened('key');
      await link.ask({ type: 'answer', agent: id, ask: ask?.id ?? null, choice: move.choice });
      return;
    }
    case 'release':
      return fixture.server.release(move.gate);
    case 'kill':
      await agent.is('have a process', ({ pid }) => pid !== null);
      happened('signal');
      process.kill(agent.now().pid ?? Number.NaN, move.signal);
      return;
    case 'command':
      happened('key');
      return command(move, actor);
    case 'change': {
      const codexHome = actor.settings.home ?? homeOf(actor);
      return move.by({ cwd: actor.cwd, codexHome });
    }
    default:
      move satisfies never;
  }
}

/** An isolated one. */
function homeOf({ agent, fixture }: Actor): string {
  return `${fixture.stateFolder}/agents/${agent.now().id}/home`;
}

async function command(
  { words, problem }: Extract<Deed, { readonly do: 'command' }>,
  { agent, fixture }: Actor,
): Promise<void> {
  const { name } = agent.now();
  const told = words.map((word) => (word === 'NAME' ? name : word));
  const { exitCode, stderr } = await fixture.command(...told);
  const isAsWanted = problem ? exitCode !== 0 && problem.test(stderr) : exitCode === 0;
  if (!isAsWanted) throw new Error(`codex-grid ${told.join(' ')} gave ${exitCode}: ${stderr}`);
}

async function sessionNamed(
  wanted: 'same' | 'new',
  { agent, fixture, cwd, session }: Actor,
): Promise<string | null> {
  const asked = () =>
    fixture.requests.findLast(
      (request) => request.kind === 'turn' && !request.subagent && request.cwd === cwd,
    )?.threadId ?? null;
  await agent.is(`name the ${wanted} session as before, ${session}`, ({ sessionId }) => {
    const isSame = asked() === session;
    return sessionId === asked() && isSame === (wanted === 'same');
  });
  return asked();
}
