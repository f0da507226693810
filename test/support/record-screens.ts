import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordedScreen, recordingsFolder, recordingText } from './recorded-screens.ts';
import {
  type CodexToRecord,
  openCodexToRecord,
  type RecordedCodex,
  removeRecordingFolders,
} from './screen-recorder.ts';
import { composerPlays } from './screen-scenes/composer.ts';
import { dialogPlays } from './screen-scenes/dialogs.ts';
import { menuPlays } from './screen-scenes/menus.ts';
import type { Play } from './screen-scenes/play.ts';
import { quotePlays } from './screen-scenes/quotes.ts';
import { turnPlays } from './screen-scenes/turns.ts';
import { variantPlays } from './screen-scenes/variants.ts';

const plays: Readonly<Record<string, Play>> = {
  ...composerPlays,
  ...menuPlays,
  ...turnPlays,
  ...dialogPlays,
  ...variantPlays,
  ...quotePlays,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(plays, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}, only ${Object.keys(plays).join(', ')}.`);
  process.exit(2);
}
mkdirSync(recordingsFolder, { recursive: true });
for (const [name, play] of Object.entries(plays)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const screens = new Map<string, RecordedScreen[]>();
  const opened: RecordedCodex[] = [];
  const keep = (screen: RecordedScreen) =>
    screens.set(screen.scene, [...(screens.get(screen.scene) ?? []), screen]);
  const open = async (codex: CodexToRecord) => {
    const recorded = await openCodexToRecord(codex, keep);
    opened.push(recorded);
    return recorded;
  };
  console.log(name);
  try {
    await play(open);
  } finally {
    for (const each of opened) await each.close();
    removeRecordingFolders();
  }
  for (const [scene, shown] of screens) {
    writeFileSync(join(recordingsFolder, `${scene}.txt`), recordingText(shown));
  }
}
