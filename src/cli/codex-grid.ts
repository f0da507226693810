#!/usr/bin/env node
// Only syntax that Node 12 understands stands here, so that an old Node says what to do instead of a syntax error.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 22)) {
  process.stderr.write(
    `codex-grid needs Node 22.22 or newer, and this is Node ${process.versions.node} (${process.execPath}). Install a newer one, e.g. from https://nodejs.org, or run it with: npx node@24 ${process.argv[1]}\n`,
  );
  process.exitCode = 1;
} else {
  import('./main.js');
}
