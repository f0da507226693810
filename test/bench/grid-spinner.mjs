// What a working codex draws: 30 synchronized frames a second of about 90 bytes, one line of them new.
const glyphs = [...'⠋⠙⠹⠸⠼⠴⠦⠧'];
let frames = 0;
setInterval(() => {
  frames += 1;
  const glyph = glyphs[frames % glyphs.length];
  const seconds = Math.floor(frames / 30);
  process.stdout.write(
    `\x1b[?2026h\x1b[5;1H\x1b[36m${glyph}\x1b[0m \x1b[1mWorking\x1b[22m \x1b[2m(${seconds}s · esc to interrupt)\x1b[0m\x1b[?2026l`,
  );
}, 1000 / 30);
setTimeout(() => process.exit(0), 300_000);
