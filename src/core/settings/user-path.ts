/** Where a path that a person wrote begins. Both absolute. */
export type PathContext = { readonly folder: string; readonly homeFolder: string };

/** Absolute and without `.`, `..` and doubled slashes: `~` is the home folder, anything relative begins in `folder`. */
export function absolutePath(path: string, { folder, homeFolder }: PathContext): string {
  const whole = path.replace(/^~(?=\/|$)/, homeFolder);
  const parts: string[] = [];
  for (const part of (whole.startsWith('/') ? whole : `${folder}/${whole}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether it can only be meant as a path. */
export function looksLikePath(text: string): boolean {
  return /^(\/|~(\/|$)|\.{1,2}(\/|$))/.test(text);
}
