import { createHash } from 'node:crypto';

/** Of UTF-8 text, in lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
