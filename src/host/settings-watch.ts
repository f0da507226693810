import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadedSettings } from '../core/settings/agent-settings.ts';
import { loadedSettings, unusableSettings } from '../core/settings/settings-load.ts';
import { type ChangeHints, changeHints } from '../system/change-hints.ts';
import { onceAtATime } from '../system/once-at-a-time.ts';
import { errorText, isErrorCode, isSystemError } from '../system/system-error.ts';

export type SettingsFile = {
  /** Absolute; neither it nor its folder need exist. */
  readonly file: string;
  readonly homeFolder: string;
};

/** What the config file says now. Never fails: a file that cannot be read is settings with a problem. */
export async function readSettings({ file, homeFolder }: SettingsFile): Promise<LoadedSettings> {
  return settingsIn(await contentOf(file), { file, homeFolder });
}

export type SettingsWatch = {
  /** Changes from here on are told. */
  readonly ready: Promise<void>;
  /** Resolves once what the file says by now has been told. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type SettingsListeners = {
  /** Hears every change, once it has stood for a moment. */
  readonly onSettings: (settings: LoadedSettings) => void;
  readonly onNotice: (message: string) => void;
};

/**
 * An editor may empty a file before it writes it. A default that is a safety must not be gone in between, so what was
 * read before holds until the new text has stood that long.
 */
const settleMs = 150;

/** For what no hint tells, e.g. on a network file system. */
const lookAgainMs = 5_000;

/** Follows a config file that may be written in place, replaced, removed, made, or lie behind symbolic links. */
export function watchSettings(
  settings: SettingsFile,
  before: LoadedSettings,
  listeners: SettingsListeners,
): SettingsWatch {
  const { file } = settings;
  let told = before;
  let read: Content | undefined;
  let watched: readonly Watched[] = [];
  let isClosed = false;
  let wasRefused = false;

  function refused(reason: string): void {
    if (wasRefused) return;
    wasRefused = true;
    listeners.onNotice(
      `${file} cannot be watched (${reason}); it is read 4 times a second instead.`,
    );
  }

  /** What was made while a watch began is not told by it, so the places are looked at once more. */
  async function watchPlaces(): Promise<void> {
    for (;;) {
      const places = await placesToWatch(file);
      if (isSame(places, watched.map(placeOf))) return;
      await closeAll(watched);
      watched = places.map((place) => ({ ...place, hints: hintsOf(place) }));
      await Promise.all(watched.map(({ hints }) => hints.ready));
    }
  }

  function hintsOf({ folder, name }: Place): ChangeHints {
    const onHint = (changed: string | null) => {
      if (changed === null || changed === name) void look();
    };
    return changeHints(folder, onHint, refused);
  }

  const look = onceAtATime(async () => {
    if (isClosed) return;
    await watchPlaces();
    const content = await contentOf(file);
    if (isSame(content, read)) return;
    const isNews = !isSame(settingsIn(content, settings), told);
    read = isNews ? await settledContent(file, content) : content;
    const loaded = settingsIn(read, settings);
    if (isClosed || isSame(loaded, told)) return;
    told = loaded;
    listeners.onSettings(loaded);
    if (read === null) {
      listeners.onNotice(
        `${file} is gone: agents that start from now on have none of its defaults.`,
      );
    }
  });
  const timer = setInterval(() => void look(), lookAgainMs);
  return {
    ready: look(),
    look,
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await look();
      await closeAll(watched);
    },
  };
}

type Place = { readonly folder: string; readonly name: string };
type Watched = Place & { readonly hints: ChangeHints };

function placeOf({ folder, name }: Watched): Place {
  return { folder, name };
}

async function closeAll(watched: readonly Watched[]): Promise<void> {
  await Promise.all(watched.map(({ hints }) => hints.close()));
}

/** The folder that has the file, or will have what leads to it; and the one that a link leads to. */
async function placesToWatch(file: string): Promise<readonly Place[]> {
  const near = await nearestPlace(file);
  const real = await realPath(file);
  if (real === null || real === file) return [near];
  return [near, { folder: dirname(real), name: basename(real) }];
}

async function nearestPlace(path: string): Promise<Place> {
  const place = { folder: dirname(path), name: basename(path) };
  return place.folder === path || (await exists(place.folder)) ? place : nearestPlace(place.folder);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

async function realPath(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
  }
}

/** Null when there is no file. */
type Content = string | null | { readonly problem: string };

/** Once two looks have found the same. */
async function settledContent(file: string, first: Content): Promise<Content> {
  let before = first;
  for (;;) {
    await wait(settleMs);
    const now = await contentOf(file);
    if (isSame(now, before)) return now;
    before = now;
  }
}

function isSame<Value>(left: Value, right: Value | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Far more than anybody writes by hand; a larger file was not meant. */
const sizeLimitBytes = 1024 * 1024;

async function contentOf(file: string): Promise<Content> {
  try {
    const status = await stat(file);
    if (!status.isFile()) return { problem: `${file} cannot be read: that is no file.` };
    if (status.size > sizeLimitBytes) {
      return { problem: `${file} cannot be read: it is larger than 1 MB.` };
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (isErrorCode(error, 'ENOENT')) return null;
    return { problem: `${file} cannot be read: ${errorText(error)}.` };
  }
}

function settingsIn(content: Content, { file, homeFolder }: SettingsFile): LoadedSettings {
  if (typeof content === 'object' && content !== null) return unusableSettings(content.problem);
  return loadedSettings(content ?? '', { file, folder: dirname(file), homeFolder });
}
