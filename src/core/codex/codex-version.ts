/** The versions of codex that this program is built and tested against, both included. */
export const testedCodexVersions = { oldest: '0.169.0', newest: '0.169.0' } as const;

/** From what `codex --version` prints, e.g. `codex-cli 0.169.0`; null when there is no version in it. */
export function versionIn(output: string): string | null {
  return /\b\d+\.\d+\.\d+(?:-[\w.]+)?\b/.exec(output)?.[0] ?? null;
}

/** Null for a tested version, else the sentence that a person should read. Codex is started all the same. */
export function versionNotice(version: string | null): string | null {
  const { oldest, newest } = testedCodexVersions;
  const tested = oldest === newest ? oldest : `${oldest} to ${newest}`;
  if (version === null) {
    return `The codex found does not tell its version; codex-grid is tested with ${tested}.`;
  }
  if (isBefore(version, oldest)) {
    return `codex ${version} is older than ${oldest}, the oldest that codex-grid is tested with: what its tiles say may be wrong. Update it with: npm install -g @openai/codex@latest`;
  }
  if (isBefore(newest, version)) {
    return `codex ${version} is newer than ${newest}, the newest that codex-grid is tested with: what its tiles say may be wrong.`;
  }
  return null;
}

/** Whether the left version is older; what stands behind a dash does not count. */
export function isBefore(left: string, right: string): boolean {
  const [leftNumbers, rightNumbers] = [left, right].map((version) =>
    version.split('-', 1).join('').split('.').map(Number),
  );
  for (const [at, number] of (leftNumbers ?? []).entries()) {
    const other = rightNumbers?.[at] ?? 0;
    if (number !== other) return number < other;
  }
  return false;
}
