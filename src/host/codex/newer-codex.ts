import {
  type CodexUpdate,
  recordedVersionIn,
  type UpdateMemory,
  updateMemoryIn,
  updateToMention,
} from '../../core/codex/update-policy.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import { isSystemError } from '../../system/system-error.ts';
import { smallTextIfAny } from '../small-file.ts';
import { writeWhole } from '../whole-file.ts';

/** What codex itself has noted of newer versions. Nothing here asks the network. */
export type NewerCodex = {
  /** Null when there is nothing to say. */
  readonly find: () => Promise<CodexUpdate | null>;
  /** That version is not mentioned again. */
  readonly mentioned: (update: CodexUpdate) => Promise<void>;
};

export function newerCodex(options: {
  /** The user's own Codex home: only their codex looks for updates. */
  readonly userHome: string;
  /** `update.json` in the state folder. */
  readonly memoryPath: string;
  /** The version that agents run; null when it is not known. */
  readonly installed: () => Promise<string | null>;
}): NewerCodex {
  const { userHome, memoryPath, installed } = options;
  // Holds while the disk takes nothing.
  let said: UpdateMemory = { mentioned: null };
  return {
    async find() {
      const record = recordedVersionIn((await smallTextIfAny(`${userHome}/version.json`)) ?? '');
      if (record === null) return null;
      const memory = updateMemoryIn(jsonValue((await smallTextIfAny(memoryPath)) ?? ''));
      const update = updateToMention(await installed(), record, memory);
      return update?.latest === said.mentioned ? null : update;
    },
    async mentioned({ latest }) {
      said = { mentioned: latest };
      try {
        await writeWhole(memoryPath, `${JSON.stringify(said)}\n`);
      } catch (error) {
        // Then the next host says it once more.
        if (!isSystemError(error)) throw error;
      }
    },
  };
}
