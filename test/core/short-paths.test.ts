import { expect, it } from 'vitest';
import { shortPaths } from '../../src/core/text/short-paths.ts';

it.each([
  ['May codex trust /home/ada/shop?', 'May codex trust ~/shop?'],
  ['/home/ada', '~'],
  ['from /home/ada/a to /home/ada/b', 'from ~/a to ~/b'],
  ['/home/adalbert/shop and /data/home/ada/x', '/home/adalbert/shop and /data/home/ada/x'],
  ['isolated: /home/ada/.local:3 (/home/ada/c.toml:3)', 'isolated: ~/.local:3 (~/c.toml:3)'],
])('[SC36] %j is shown as %j', (text, shown) => {
  expect(shortPaths(text, '/home/ada')).toBe(shown);
});

it('[SC36] a home folder at the root shortens nothing', () => {
  expect(shortPaths('/srv/api', '/')).toBe('/srv/api');
  expect(shortPaths('/srv/api', '')).toBe('/srv/api');
});
