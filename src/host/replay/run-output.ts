import type { RunOutput } from '../../core/run/run-file.ts';
import type { KeptOutput } from '../terminal/output-ring.ts';

/** Kept output as text. What is no UTF-8 becomes the mark that a terminal draws for it. */
export function runOutput(kept: readonly KeptOutput[]): readonly RunOutput[] {
  let decoder = new TextDecoder();
  return kept.map((one): RunOutput => {
    if (one.type === 'output') {
      // A character may be cut between two pieces.
      return { type: 'output', at: one.at, text: decoder.decode(one.bytes, { stream: true }) };
    }
    if (one.type === 'screen' || one.type === 'gap') decoder = new TextDecoder();
    return one;
  });
}
