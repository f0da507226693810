import { sessionsOf } from '../../core/agent/former-sessions.ts';
import { crashNotice } from '../../core/host/crash-notice.ts';
import { agentById, type HostModel } from '../../core/host/host-state.ts';
import type { HostLog } from '../host-log.ts';
import { leftCommands } from './left-commands.ts';
import { endOrphans } from './orphans.ts';
import { takeRecords } from './process-records.ts';

/**
 * Ends the processes that a host which was killed has left, before anybody resumes their sessions. Returns what a
 * person should be told, null when nothing was left. `ownPid` is this host's.
 */
export async function clearUpAfterCrash(
  model: HostModel,
  { agentsFolder, ownPid, log }: { agentsFolder: string; ownPid: number; log: HostLog },
): Promise<string | null> {
  const records = takeRecords(agentsFolder);
  // A host that ended by itself left no record, and what still runs then was meant to.
  if (records.length === 0) return null;
  const orphans = await endOrphans(records);
  const commands = leftCommands(model.agents.flatMap(sessionsOf), ownPid);
  log('cleared-up', {
    records: records.length,
    orphans,
    commands: commands.map(({ pid }) => pid),
  });
  const named = orphans.map(({ agent, pid, outcome }) => ({
    name: agentById(model, agent)?.name ?? agent,
    pid,
    outcome,
  }));
  return crashNotice({
    ended: named.flatMap(({ name, outcome }) => (outcome === 'stays' ? [] : [name])),
    staying: named.filter(({ outcome }) => outcome === 'stays'),
    commands,
  });
}
