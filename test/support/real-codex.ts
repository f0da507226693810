import { findCodex } from '../../src/system/codex-binary.ts';

/** The binary of the npm package that the tests are run against. */
export async function realCodex(): Promise<string> {
  const found = await findCodex({
    env: {},
    configured: null,
    packagesFrom: import.meta.filename,
    platform: process.platform,
    architecture: process.arch,
  });
  if (!found.ok) throw new Error(found.problem);
  return found.path;
}
