import type { Key } from '../terminal/input-event.ts';

/** How a key is written in tables and settings: `a`, `A`, `Ctrl+C`, `Shift+Tab`, `Escape`. A capital letter says Shift already. */
export function keyText(key: Key): string {
  const isCharacter = [...key.name].length === 1;
  const name = isCharacter && key.ctrl ? key.name.toUpperCase() : key.name;
  return [
    key.ctrl ? 'Ctrl+' : '',
    key.alt ? 'Alt+' : '',
    key.shift && !isCharacter ? 'Shift+' : '',
    name,
  ].join('');
}
