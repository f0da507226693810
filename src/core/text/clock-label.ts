/** An instant farther off than that may be mistaken for the same time of another day. */
const sameDayMs = 20 * 3_600_000;

/**
 * An instant as a clock shows it, `14:05`, or, where it is far from `near`, `Mon 14:05`. Epoch ms; `timeZone` as in the
 * time zone database.
 */
export function clockLabel(at: number, near: number, timeZone: string): string {
  const isFar = Math.abs(at - near) >= sameDayMs;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    ...(isFar ? { weekday: 'short' } : {}),
  });
  return format.format(at).replace(',', '');
}
