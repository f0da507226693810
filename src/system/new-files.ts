import { constants } from 'node:fs';
import { lstat, open, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { NewFile } from '../core/diff/new-file-patch.ts';
import type { Git } from './git.ts';
import { isSystemError } from './system-error.ts';

export type NewFiles = {
  readonly files: readonly NewFile[];
  /** Sentences about those that are left out. */
  readonly notes: readonly string[];
};

/** More are an unpacked archive, or a folder that .gitignore forgot. */
const fileLimit = 500;

/** Longer ones are not written by hand. */
const fileBytes = 512 * 1024;

/** As much as one reads of new files at a time. */
const allBytes = 8 * 1024 * 1024;

/** What git does not know yet and is not told to ignore. Paths begin at `top`, the whole worktree. Never rejects. */
export async function newFiles(git: Git, top: string): Promise<NewFiles> {
  const listed = await git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
  if (listed.type !== 'done') {
    return { files: [], notes: ['New files are missing here: git did not list them.'] };
  }
  const paths = listed.output.split('\0').filter((path) => path !== '');
  const files: NewFile[] = [];
  const left: string[] = [];
  let roomBytes = allBytes;
  for (const path of paths.slice(0, fileLimit)) {
    // A repository inside the repository is named with a slash.
    const read = path.endsWith('/')
      ? null
      : await newFile(join(top, path), Math.min(roomBytes, fileBytes));
    if (read === null) left.push(path);
    else {
      roomBytes -= read.text?.length ?? 0;
      files.push({ path, ...read });
    }
  }
  return { files, notes: notesAbout({ left, unread: paths.length - fileLimit }) };
}

function notesAbout({
  left,
  unread,
}: {
  readonly left: readonly string[];
  readonly unread: number;
}): readonly string[] {
  const named = left.slice(0, 3).join(', ');
  const more = left.length > 3 ? ` and ${left.length - 3} more` : '';
  return [
    ...(left.length > 0
      ? [`New, and too large to be shown or no plain file: ${named}${more}.`]
      : []),
    ...(unread > 0 ? [`${unread} more new files are not shown.`] : []),
  ];
}

type Read = Pick<NewFile, 'mode' | 'text'>;

/** Null when it is no file, too large, or went away meanwhile. */
async function newFile(path: string, limitBytes: number): Promise<Read | null> {
  try {
    const entry = await lstat(path);
    if (entry.isSymbolicLink()) return { mode: '120000', text: await readlink(path) };
    if (!entry.isFile()) return null;
    if (entry.size > limitBytes) return null;
    // Not through a link, and not blocking, should another thing stand there by now.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const bytes = Buffer.alloc(entry.size);
      const { bytesRead } = await file.read(bytes, 0, entry.size, 0);
      const mode = (entry.mode & 0o100) === 0 ? '100644' : '100755';
      const content = bytes.subarray(0, bytesRead);
      return { mode, text: content.includes(0) ? null : content.toString('utf8') };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
