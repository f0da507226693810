/** A sentence with the paths in the home folder written from `~`: on a screen the end of a path has to have room. */
export function shortPaths(text: string, homeFolder: string): string {
  if (homeFolder.length < 2) return text;
  return text.replaceAll(homeFolder, (path, at: number) => {
    const isPathOf = !/[\w./-]/.test(text.charAt(at - 1));
    const isWhole = !/[\w.-]/.test(text.charAt(at + path.length));
    return isPathOf && isWhole ? '~' : path;
  });
}
