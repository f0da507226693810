import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadedSettings } from '../core/agent-settings.ts';
import { loadedSettings, unusableSettings } from '../core/settings-load.ts';
import { errorText, isErrorCode, isSystemError } from '../system/system-error.ts';
import { type ChangeHints, changeHints } from './change-hints.ts';
import { onceAtATime } from './once-at-a-time.ts';

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
  let told = JSON.stringify(before);
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

  async function watchPlaces(): Promise<void> {
    const places = await placesToWatch(file);
    const isWatched = ({ folder, name }: Place) =>
      watched.some((other) => other.folder === folder && other.name === name);
    if (places.length === watched.length && places.every(isWatched)) return;
    await closeAll(watched);
    watched = places.map(({ folder, name }) => ({
      folder,
      name,
      hints: changeHints(
        folder,
        (changed) => {
          if (changed === null || changed === name) void look();
        },
        refused,
      ),
    }));
    await Promise.all(watched.map(({ hints }) => hints.ready));
  }

  const look = onceAtATime(async () => {
    if (isClosed) return;
    await watchPlaces();
    const content = await contentOf(file);
    if (isSame(content, read)) return;
    read = read === undefined ? content : await settledContent(file, content);
    const loaded = settingsIn(read, settings);
    const text = JSON.stringify(loaded);
    if (isClosed || text === told) return;
    told = text;
    listeners.onSettings(loaded);
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

function isSame(left: Content, right: Content | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

async function contentOf(file: string): Promise<Content> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (isErrorCode(error, 'ENOENT')) return null;
    const why = isErrorCode(error, 'EISDIR') ? 'that is a folder' : errorText(error);
    return { problem: `${file} cannot be read: ${why}.` };
  }
}

function settingsIn(content: Content, { file, homeFolder }: SettingsFile): LoadedSettings {
  if (typeof content === 'object' && content !== null) return unusableSettings(content.problem);
  return loadedSettings(content ?? '', { file, folder: dirname(file), homeFolder });
}
