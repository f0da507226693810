import type { ModelScript } from '../../../src/demo/model-script.ts';
import type { CodexToRecord, RecordedCodex } from '../screen-recorder.ts';

/** Brings codex to one screen after the other and has each recorded. */
export type Play = (open: (codex: CodexToRecord) => Promise<RecordedCodex>) => Promise<void>;

/** The model that has nothing to add. */
export const fine: ModelScript = () => [{ type: 'text', text: 'Fine.', wordDelayMs: 0 }];
