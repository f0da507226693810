import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';
import type { AgentNews } from './agent-news.ts';

/** Characters; terminals and desktops show two or three lines of it. */
const textLimit = 200;

/** One plain line that names the agents. */
export function newsText(news: readonly AgentNews[]): string {
  const [one, ...others] = news;
  if (one === undefined) return '';
  if (others.length === 0) return cutText(plainText(sentence(one)), textLimit);
  const names = news.map(({ name }) => name).join(', ');
  const waiting = news.every(({ reason }) => reason === 'waits');
  return cutText(
    plainText(`${news.length} agents ${waiting ? 'need you' : 'have news'}: ${names}`),
    textLimit,
  );
}

function sentence({ name, state, detail }: AgentNews): string {
  const rest = detail === null ? '' : `: ${detail}`;
  switch (state) {
    case 'approval':
      return `${name} wants approval${rest}`;
    case 'question':
      return `${name} asks${rest}`;
    case 'dialog':
      return `${name} stands at a dialog${rest}`;
    case 'failed':
      return `${name} failed${rest}`;
    default:
      return `${name} is ${state}${rest}`;
  }
}
