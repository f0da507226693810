import { nameProblem, type Roster } from './agent.ts';

/** As much of a name as leaves room for a number after it. */
const baseLimit = 36;

/** A name as near to the text as there can be, with a number when it is taken. */
export function freeName(text: string, roster: Roster): string {
  const near = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+/, '')
    .slice(0, baseLimit)
    .replace(/-+$/, '');
  const base = nameProblem(near) === null ? near : 'agent';
  return isTaken(base, roster) ? numbered(base, roster) : base;
}

/** The name with a number after it: `api-2`, or `api-3` where that is taken. A number it has already counts on. */
export function nextName(name: string, roster: Roster): string {
  return numbered(name.replace(/-\d+$/, '').slice(0, baseLimit), roster);
}

function numbered(base: string, roster: Roster): string {
  let number = 2;
  while (isTaken(`${base}-${number}`, roster)) number += 1;
  return `${base}-${number}`;
}

function isTaken(name: string, roster: Roster): boolean {
  return roster.some((agent) => agent.name === name);
}
