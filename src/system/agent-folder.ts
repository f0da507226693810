import { rename, rm } from 'node:fs/promises';
import { errorText, isErrorCode } from './system-error.ts';

/** Deletes what codex-grid keeps for an agent: its Codex home with the sessions in it. Links in it are not followed. */
export async function deleteAgentFolder(folder: string): Promise<string | null> {
  const leaving = `${folder}.removed`;
  try {
    // Half of a home must not be taken for a whole one, should this be interrupted.
    await rename(folder, leaving);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) return problemOf(folder, error);
  }
  try {
    // Retried because what codex has started may still be writing.
    await rm(leaving, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    return null;
  } catch (error) {
    return problemOf(leaving, error);
  }
}

function problemOf(folder: string, error: unknown): string {
  return `${folder} could not be deleted: ${errorText(error)}. Delete it yourself.`;
}
