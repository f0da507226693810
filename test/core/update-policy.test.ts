import { expect, it } from 'vitest';
import {
  recordedVersionIn,
  updateNotice,
  updateToMention,
} from '../../src/core/codex/update-policy.ts';

const nothingSaid = { mentioned: null };
const recorded = { latest: '0.170.1', dismissed: null };

it('[TR50] a version newer than the installed one is mentioned once', () => {
  const update = { installed: '0.169.0', latest: '0.170.1' };
  expect(updateToMention('0.169.0', recorded, nothingSaid)).toEqual(update);
  expect(updateToMention('0.169.0', recorded, { mentioned: '0.170.0' })).toEqual(update);
  expect(updateToMention('0.169.0', recorded, { mentioned: '0.170.1' })).toBeNull();
  expect(updateNotice(update)).toContain('0.170.1');
});

it.each([
  ['the same', '0.170.1'],
  ['newer', '0.171.0'],
  ['unknown', null],
])('[TR51] nothing is said when the installed one is %s', (_, installed) => {
  expect(updateToMention(installed, recorded, nothingSaid)).toBeNull();
});

it('[TR51] nothing is said of a version that the user told codex to skip, nor without a record', () => {
  const skipped = { latest: '0.170.1', dismissed: '0.170.1' };
  expect(updateToMention('0.169.0', skipped, nothingSaid)).toBeNull();
  expect(updateToMention('0.169.0', null, nothingSaid)).toBeNull();
});

it('[TR52] the record is what codex writes; anything else is none', () => {
  const text = '{"latest_version":"0.170.1","last_checked_at":"2026-11-20T08:00:00Z"';
  expect(recordedVersionIn(`${text},"dismissed_version":null}`)).toEqual(recorded);
  expect(recordedVersionIn(`${text}}`)).toEqual(recorded);
  for (const other of ['', '{', '7', '{}', '{"latest_version":7}', '{"latest_version":"rm -rf"}']) {
    expect(recordedVersionIn(other)).toBeNull();
  }
});
