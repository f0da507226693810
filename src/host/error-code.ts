/** Whether the operating system refused, whatever the reason. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Whether the operating system refused for this reason, e.g. `ENOENT`. */
export function isErrorCode(error: unknown, code: string): boolean {
  return isSystemError(error) && error.code === code;
}
