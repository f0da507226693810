const meanings: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'something that is not a folder stands there',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links go round in a circle',
};

/** The code of an error of the operating system, e.g. `ENOENT`; null for anything else. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What went wrong, in words that fit after a colon. */
export function errorText(error: unknown): string {
  const meaning = meanings[errorCode(error) ?? ''];
  if (meaning) return meaning;
  return error instanceof Error ? error.message : String(error);
}
