import type { HostModel } from '../host/host-state.ts';
import { type AgentNews, presentNews } from './agent-news.ts';

/** What its user is going to be told, each agent once. Instants are epoch ms. */
export type GatheredNews = {
  readonly news: readonly AgentNews[];
  /** When the first and the newest of them came. */
  readonly firstAt: number;
  readonly newestAt: number;
  /** When the user was told last. */
  readonly toldAt: number | null;
};

export const nothingGathered: GatheredNews = { news: [], firstAt: 0, newestAt: 0, toldAt: null };

/** Agents that stop together do so within moments of each other. */
const pauseMs = 500;

/** Nobody waits longer for what never pauses. */
const longestGatheringMs = 2_000;

/** As often as a bell can ring and still be heard as one. */
const betweenMs = 5_000;

/** When the user is to be told; null while there is nothing to tell. Epoch ms. */
export function tellAt({ news, firstAt, newestAt, toldAt }: GatheredNews): number | null {
  if (news.length === 0) return null;
  const gatheredAt = Math.min(newestAt + pauseMs, firstAt + longestGatheringMs);
  return toldAt === null ? gatheredAt : Math.max(gatheredAt, toldAt + betweenMs);
}

export function gather(
  gathered: GatheredNews,
  come: readonly AgentNews[],
  now: number,
): GatheredNews {
  if (come.length === 0) return gathered;
  const others = gathered.news.filter(({ agent }) => come.every((one) => one.agent !== agent));
  const firstAt = gathered.news.length === 0 ? now : gathered.firstAt;
  return { ...gathered, news: [...others, ...come], firstAt, newestAt: now };
}

/** What is told once it is time, as it stands by then: some of it may have been seen to meanwhile. */
export function toldNow(model: HostModel, { news }: GatheredNews): readonly AgentNews[] {
  return news.flatMap((one) => presentNews(model, one) ?? []);
}
