const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * When something begins that is said as `today`, `90m`, `2h`, `3d` or `2026-01-31`, epoch ms; null for anything else.
 * Days begin at midnight here.
 */
export function sinceInstant(text: string, now: number): number | null {
  if (text === 'today') return new Date(now).setHours(0, 0, 0, 0);
  const span = /^(\d{1,5})([mhd])$/.exec(text);
  if (span) {
    const unit = span[2] as keyof typeof unitsMs;
    return now - Number(span[1]) * unitsMs[unit];
  }
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!day) return null;
  const [, year, month, date] = day.map(Number);
  const instant = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1);
  // The 31st of a month without one would be another day.
  return instant.getDate() === date ? instant.getTime() : null;
}
