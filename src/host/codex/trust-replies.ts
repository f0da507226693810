import type { InspectedFolder } from '../../core/codex/trust.ts';
import { consentKept } from '../../core/codex/trust-words.ts';
import type { HostCommand, Reply } from '../../core/host/host-commands.ts';
import type { AgentSettings } from '../../core/settings/agent-settings.ts';
import type { FolderTrust } from './folder-trust.ts';

export type TrustCommand = Extract<
  HostCommand,
  { readonly type: 'inspectFolder' | 'consents' | 'decideTrust' }
>;

/** What a command about trusted folders is answered with. */
export async function trustReply(
  command: TrustCommand,
  trust: Pick<FolderTrust, 'inspect' | 'decide' | 'all'>,
  defaults: Pick<AgentSettings, 'trust'>,
): Promise<Reply> {
  switch (command.type) {
    case 'inspectFolder':
      return { ok: true, value: withDefault(await trust.inspect(command.cwd), defaults) };
    case 'consents':
      return { ok: true, value: await trust.all() };
    case 'decideTrust': {
      const { folder, decision } = command;
      const before = await trust.all();
      const decided = await trust.decide(folder, decision === 'forget' ? null : decision);
      if (decided.problem !== null) {
        return { ok: false, error: { code: 'failed', message: decided.problem } };
      }
      const isNothing =
        decision === 'forget' && before.every((consent) => consent.folder !== decided.root);
      return { ok: true, value: consentKept(decided.root, isNothing ? 'nothing' : decision) };
    }
    default:
      return command satisfies never;
  }
}

/** Nobody is asked what the config has answered for every folder. */
function withDefault(
  folder: InspectedFolder,
  defaults: Pick<AgentSettings, 'trust'>,
): InspectedFolder {
  const isAnswered = folder.trust === 'unasked' && defaults.trust === true;
  return isAnswered ? { ...folder, trust: 'trusted' } : folder;
}
