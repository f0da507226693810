import type { Scene } from './scene.ts';

/** What lies above the grid, or in its place, by the scene that shows it; and the sizes in which no other scene does. */
const missing: Readonly<Record<string, readonly string[]>> = {
  'help-80x24': ['40x12'],
  'why-120x40': ['40x12', '80x24'],
  'quit-80x24': ['40x12', '120x40'],
  'stop-several-80x24': ['40x12', '120x40'],
  'rename-80x24': ['40x12', '120x40'],
  'links-80x24': ['40x12'],
  'trust-80x24': ['120x40'],
  'palette-80x24': ['40x12'],
  'receipts-80x24': ['40x12'],
  'receipts-all-80x24': ['40x12', '120x40'],
  'transcript-sessions-80x24': ['40x12'],
  'transcript-formats-80x24': ['40x12', '120x40'],
  'transcript-keys-80x24': ['40x12', '120x40'],
  'transcripts-two-120x40': ['40x12', '80x24'],
};

/** The scenes of `missing` once more, in those sizes. */
export function inOtherSizes(
  scenes: Readonly<Record<string, Scene>>,
): Readonly<Record<string, Scene>> {
  return Object.fromEntries(
    Object.entries(missing).flatMap(([name, sizes]) =>
      sizes.map((size) => {
        const scene = scenes[name];
        if (!scene) throw new Error(`no scene ${name}`);
        const [columns = 0, rows = 0] = size.split('x').map(Number);
        return [name.replace(/\d+x\d+$/, size), { ...scene, columns, rows }];
      }),
    ),
  );
}
