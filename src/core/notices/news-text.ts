import { cutText } from '../text/cut-text.ts';
import { plainText } from '../text/plain-text.ts';
import type { AgentNews, NewsReason } from './agent-news.ts';

/** Characters; terminals and desktops show two or three lines of it. */
const textLimit = 200;

/** One plain line that names the agents. */
export function newsText(news: readonly AgentNews[]): string {
  const [one, ...others] = news;
  if (one === undefined) return '';
  if (others.length === 0) return cutText(plainText(sentence(one)), textLimit);
  const groups = reasons.flatMap((reason) => {
    const names = news.flatMap((each) => (each.reason === reason ? [each.name] : []));
    return names.length === 0 ? [] : [groupWords(reason, names)];
  });
  return cutText(plainText(groups.join('; ')), textLimit);
}

const reasons: readonly NewsReason[] = ['waits', 'failed', 'done'];

/** More are not read in passing. */
const mostNames = 6;

function groupWords(reason: NewsReason, names: readonly string[]): string {
  const [name = '', ...others] = names;
  if (others.length === 0) return `${name} ${verbs[reason].one}`;
  const more = names.length - mostNames;
  const listed = names.slice(0, mostNames).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `${names.length} agents ${verbs[reason].many}: ${listed}`;
}

const verbs: Readonly<Record<NewsReason, { readonly one: string; readonly many: string }>> = {
  waits: { one: 'needs you', many: 'need you' },
  failed: { one: 'failed', many: 'failed' },
  done: { one: 'is done', many: 'are done' },
};

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
