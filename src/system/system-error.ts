const meanings: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'something that is not a folder stands there',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links go round in a circle',
};

/** Whether the operating system refused, whatever the reason. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Whether the operating system refused for one of these reasons, e.g. `ENOENT`. */
export function isErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(error) && error.code !== undefined && codes.includes(error.code);
}

/** What went wrong, in words that fit after a colon. */
export function errorText(error: unknown): string {
  const meaning = isSystemError(error) ? meanings[error.code ?? ''] : undefined;
  if (meaning) return meaning;
  return error instanceof Error ? error.message : String(error);
}
