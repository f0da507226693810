export type DesktopCommand = { readonly file: string; readonly words: readonly string[] };

/** Shown on macOS by what every Mac has; the text is an argument, never part of the script. */
const script = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
];

/**
 * What shows a line of plain text on the desktop, the best first; none where there is no desktop. `platform` as Node
 * names it.
 */
export function desktopCommands(
  text: string,
  {
    platform,
    env,
  }: {
    readonly platform: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): readonly DesktopCommand[] {
  const title = 'codex-grid';
  if (platform === 'darwin') {
    return [
      { file: 'terminal-notifier', words: ['-title', title, '-message', escaped(text)] },
      { file: 'osascript', words: [...script.flatMap((line) => ['-e', line]), '--', title, text] },
    ];
  }
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return [];
  return [{ file: 'notify-send', words: [`--app-name=${title}`, '--', title, markup(text)] }];
}

/** terminal-notifier takes a bracket or a dash at the beginning for something else. */
function escaped(text: string): string {
  return /^[[({<"-]/.test(text) ? `\\${text}` : text;
}

/** Desktops read the text of a notification as HTML. */
function markup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
