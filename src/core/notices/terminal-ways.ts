import type { ProgramSettings } from '../settings/settings-table.ts';

type Way = ProgramSettings['notifications']['ways'][number];

/** Those that a screen carries out at its terminal. */
export type TerminalWay = Exclude<Way, 'desktop'>;
