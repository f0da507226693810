/** Keys and tokens as their makers write them; nobody means to hand them on with a transcript. */
const secrets = [
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\bgh[opsur]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bAKIA[A-Z0-9]{16}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
];

/** A text without what looks like a secret: its first letters stay, to tell what stood there. */
export function redacted(text: string): string {
  return secrets.reduce(
    (left, secret) => left.replace(secret, (found) => `${found.slice(0, 4)}[redacted]`),
    text,
  );
}
