import type { HostCommand, Reply } from '../core/host-commands.ts';
import { consentKept } from '../core/trust-words.ts';
import type { FolderTrust } from './folder-trust.ts';

export type TrustCommand = Extract<
  HostCommand,
  { readonly type: 'inspectFolder' | 'consents' | 'decideTrust' }
>;

/** What a command about trusted folders is answered with. */
export async function trustReply(
  command: TrustCommand,
  trust: Pick<FolderTrust, 'inspect' | 'decide' | 'all'>,
): Promise<Reply> {
  switch (command.type) {
    case 'inspectFolder':
      return { ok: true, value: await trust.inspect(command.cwd) };
    case 'consents':
      return { ok: true, value: await trust.all() };
    case 'decideTrust': {
      const { folder, decision } = command;
      const decided = await trust.decide(folder, decision === 'forget' ? null : decision);
      if (decided.problem !== null) {
        return { ok: false, error: { code: 'failed', message: decided.problem } };
      }
      return { ok: true, value: consentKept(decided.root, decision) };
    }
    default:
      return command satisfies never;
  }
}
