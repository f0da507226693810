import type { Agent, SessionId } from '../../src/core/agent/agent.ts';
import { anAgent } from './fake-host.ts';
import { minutes, sceneNow } from './scene.ts';

const sgr = (codes: string, text: string) => `\x1b[${codes}m${text}\x1b[m`;

const said = (text: string) => `${sgr('2', '•')} ${text}`;
const ran = (command: string) => `${sgr('32', '•')} ${sgr('1', 'Ran')} ${command}`;
const under = (text: string) => sgr('2', `  └ ${text}`);
const asked = (text: string) => `${sgr('1', '›')} ${text}`;

export const frames: Readonly<Record<string, readonly string[]>> = {
  api: [
    asked('Make the login test stop flaking.'),
    '',
    ran('cargo test login -- --nocapture'),
    under('test login::expired_session ... FAILED'),
    said('The clock is read twice; I will read it once and pass it on.'),
    `${sgr('32', '•')} ${sgr('1', 'Edited')} src/session.rs ${sgr('32', '+4')} ${sgr('31', '-2')}`,
    `${sgr('2', '    41')} ${sgr('31', '-let now = Instant::now();')}`,
    `${sgr('2', '    41')} ${sgr('32', '+let now = clock.now();')}`,
    '',
    `${sgr('36', '◦')} ${sgr('1', 'Working')} ${sgr('2', '(2m 10s • esc to interrupt)')}`,
  ],
  web: [
    asked('Ship the new checkout page.'),
    said('I need to run the migration before the tests.'),
    '',
    sgr('1', '  Would you like to run the following command?'),
    '',
    `  ${sgr('36', '$ npm run migrate -- --env staging')}`,
    '',
    `${sgr('36', '› 1. Yes, proceed (y)')}`,
    "  2. Yes, and don't ask again this session (a)",
    '  3. No, and tell Codex what to do differently (esc)',
  ],
  docs: [
    asked('Write the upgrade guide.'),
    said('The guide is in docs/upgrade.md, with one example for each change.'),
    '',
    said('Nothing else in the repository mentions the old names.'),
  ],
  infra: [
    asked('Why is the nightly build slow?'),
    ran('gh run list --limit 20'),
    `${sgr('31', '■')} stream error: unexpected status 500 Internal Server Error`,
  ],
  search: [
    asked('Replace the search engine.'),
    said('Both indexes pass the relevance tests; they differ in size.'),
    '',
    sgr('1', '  Question 1/1 (1 unanswered)'),
    '  Which index should stay the default?',
    '',
    `${sgr('36', '› 1. tantivy')}  ${sgr('2', '310 MB, 4 ms')}`,
    '  2. sqlite fts5  (95 MB, 11 ms)',
  ],
  mobile: [
    asked('Bump the SDK to 36 and fix what breaks.'),
    ran('./gradlew test'),
    under('BUILD SUCCESSFUL in 48s'),
    said('All 214 tests pass with SDK 36.'),
  ],
  billing: [
    asked('Rewrite the invoice exporter.'),
    `${sgr('32', '•')} ${sgr('1', 'Edited')} src/export.ts ${sgr('32', '+120')} ${sgr('31', '-88')}`,
    sgr('31', '■ Conversation interrupted - tell the model what to do differently.'),
  ],
  料理: [
    asked('日本語のメニューを直して 🍜'),
    said('メニューの翻訳を直しました。👩‍🍳 できあがり ✅'),
    ran('npm run 翻訳 -- --言語 日本語'),
    under('１２ 件の文字列を更新しました 🇯🇵'),
  ],
};

const context = (percentLeft: number) => ({
  usedTokens: Math.round(272_000 * (1 - percentLeft / 100)),
  windowTokens: 272_000,
  percentLeft,
});

export const api = anAgent({
  id: 'a1',
  number: 1,
  name: 'api',
  cwd: '/home/ada/shop/api',
  state: 'working',
  since: minutes(2),
  detail: 'cargo test login -- --nocapture',
  subagents: 2,
  branch: 'fix/login',
  context: context(84),
  model: 'gpt-5.5',
  sessionId: '019a-7b2e-11' as SessionId,
});
export const web = anAgent({
  id: 'a2',
  number: 2,
  name: 'web',
  cwd: '/home/ada/shop/web',
  state: 'approval',
  since: minutes(6),
  detail: 'npm run migrate -- --env staging',
  branch: 'checkout',
  context: context(61),
});
export const docs = anAgent({
  id: 'a3',
  number: 3,
  name: 'docs',
  state: 'done',
  since: minutes(14),
  branch: 'main',
  context: context(92),
  unread: true,
});
export const infra = anAgent({
  id: 'a4',
  number: 4,
  name: 'infra',
  state: 'failed',
  since: minutes(61),
  detail: 'unexpected status 500 Internal Server Error',
  branch: 'main',
  context: context(40),
});
const ended = anAgent({
  id: 'a5',
  number: 5,
  name: 'bench',
  state: 'ended',
  since: minutes(3 * 24 * 60),
  pid: null,
  exit: { code: 0, signal: null },
});
export const killed: Agent = { ...ended, name: 'bench', exit: { code: 0, signal: 'SIGKILL' } };
const asking = anAgent({
  id: 'a6',
  number: 6,
  name: 'search',
  state: 'question',
  since: minutes(1),
  detail: 'Which index should stay the default?',
  branch: 'spike/tantivy-with-a-rather-long-branch-name',
  context: context(77),
});
const ready = anAgent({ id: 'a7', number: 7, name: 'mobile', since: minutes(190), branch: 'main' });
const interrupted = anAgent({
  id: 'a8',
  number: 8,
  name: 'billing',
  state: 'interrupted',
  since: minutes(4),
  context: context(12),
});
const starting = anAgent({ id: 'a9', number: 9, name: 'auth', state: 'starting', since: sceneNow });

export const four = [api, web, docs, infra];
export const nine = [...four, ended, asking, ready, interrupted, starting];
export const sixteen = [
  ...nine,
  ...['cart', 'cli', 'sdk', 'seo', 'ops', 'etl', 'a-name-that-is-as-long-as-names-can-be-x'].map(
    (name, index) =>
      anAgent({
        id: `b${index}`,
        number: 10 + index,
        name,
        state: index % 2 === 0 ? 'working' : 'ready',
        detail: index % 2 === 0 ? 'npm test' : null,
        since: minutes(index * 7),
        branch: 'main',
        context: context(90 - index * 3),
      }),
  ),
];

export const hostile = [
  anAgent({
    id: 'h1',
    number: 1,
    name: '料理',
    state: 'working',
    since: minutes(5),
    detail: 'npm run 翻訳 -- --言語 日本語 👩‍🍳🇯🇵 ❤️ e\u0301\u202egnp',
    branch: 'feature/🍜-メニュー',
    context: context(55),
  }),
  anAgent({
    id: 'h2',
    number: 2,
    name: 'naïve',
    state: 'approval',
    since: minutes(5),
    detail: 'printf "\x1b[31mred\x07" \n&& rm -rf 🗂️ \x9b2J',
    branch: 'main\x1b]0;owned\x07',
  }),
];
