import { type CodexUpdate, updateNotice } from '../../core/codex/update-policy.ts';
import type { ProgramSettings } from '../../core/settings/agent-settings.ts';
import type { HostMessage } from '../../wire/messages.ts';
import type { NewerCodex } from './newer-codex.ts';

type Tell = (message: HostMessage) => void;

/** Speaks with the screens about a newer codex, as the policy says. */
export type UpdateTalk = {
  /** A screen has come, which `tell` reaches. */
  readonly look: (tell: Tell) => void;
  /** Its user has answered the question. */
  readonly answered: () => void;
};

export function updateTalk(options: {
  readonly newerCodex: NewerCodex;
  readonly policy: () => ProgramSettings['update'];
  readonly tellAll: Tell;
  readonly onProblem: (error: unknown) => void;
}): UpdateTalk {
  const { newerCodex, policy, tellAll, onProblem } = options;
  let asked: CodexUpdate | null = null;

  const look = async (tell: Tell) => {
    if (policy() === 'never') return;
    const update = await newerCodex.find();
    if (update === null) return;
    if (policy() === 'ask') {
      asked = update;
      tell({ type: 'update', update });
    } else {
      tell({ type: 'notice', message: updateNotice(update) });
      await newerCodex.mentioned(update);
    }
  };

  return {
    look: (tell) => void look(tell).catch(onProblem),
    answered() {
      const update = asked;
      asked = null;
      tellAll({ type: 'update', update: null });
      if (update !== null) newerCodex.mentioned(update).catch(onProblem);
    },
  };
}
