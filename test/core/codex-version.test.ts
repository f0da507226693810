import { expect, it } from 'vitest';
import {
  testedCodexVersions,
  versionIn,
  versionNotice,
} from '../../src/core/codex/codex-version.ts';

it('[LA6] finds the version in whatever codex prints, or says there is none', () => {
  expect(versionIn('codex-cli 0.169.0\n')).toBe('0.169.0');
  expect(versionIn('codex-cli 0.170.0-alpha.3\n')).toBe('0.170.0-alpha.3');
  expect(versionIn('WARNING: 1.2\ncodex 10.20.30 (abc)')).toBe('10.20.30');
  expect(versionIn('')).toBeNull();
  expect(versionIn('hello')).toBeNull();
});

it('[LA7] says nothing about a tested version, and one sentence about every other', () => {
  expect(versionNotice(testedCodexVersions.oldest)).toBeNull();
  expect(versionNotice(testedCodexVersions.newest)).toBeNull();
  expect(versionNotice('0.99.0')).toContain('older than 0.169.0');
  expect(versionNotice('1.0.0')).toContain('newer than 0.169.0');
  expect(versionNotice('0.170.0-alpha.1')).toContain('newer');
  expect(versionNotice(null)).toContain('does not tell');
});
