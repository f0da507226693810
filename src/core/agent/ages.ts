const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago an instant was, in one coarse unit: `now`, `1m`, `2h`, `3d`. Epoch ms. */
export function ageLabel(since: number, now: number): string {
  const age = Math.max(0, now - since);
  if (age < minuteMs) return 'now';
  if (age < hourMs) return `${Math.floor(age / minuteMs)}m`;
  if (age < dayMs) return `${Math.floor(age / hourMs)}h`;
  return `${Math.min(99, Math.floor(age / dayMs))}d`;
}

/** The instant at which the label of `since` changes next. Epoch ms. */
export function nextAgeChange(since: number, now: number): number {
  const age = Math.max(0, now - since);
  const unit = age < hourMs ? minuteMs : age < dayMs ? hourMs : dayMs;
  return since + (Math.floor(age / unit) + 1) * unit;
}
