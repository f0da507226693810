import type { TomlTable } from 'smol-toml';
import type { Asking } from '../../core/codex/hook-trust.ts';
import { isTable } from '../../core/codex/toml-tables.ts';
import type { LaunchRequest } from '../../core/host/launch-request.ts';
import type { Environment } from '../../wire/places.ts';
import { slotFolderProblem } from './slot-folder.ts';

/** How an agent asks for leave. `notices` are sentences that the person at the screen should read once. */
export type AskStep = { readonly asking: Asking | null; readonly notices: readonly string[] };

/** Where hooks cannot wait safely, codex asks as it always does. `config` is what codex's files amount to. */
export function askStep(
  { task, cwd, settings }: Pick<LaunchRequest, 'task' | 'cwd' | 'settings'>,
  {
    asking,
    userId,
    config,
    env,
  }: {
    /** As the config says it now. */
    readonly asking: Asking | null;
    readonly userId: number;
    readonly config: TomlTable;
    readonly env: Environment;
  },
): AskStep {
  if (asking === null || task.type === 'command') return { asking: null, notices: [] };
  const writable = [cwd, ...(settings.addDirs ?? []), ...rootsIn(config), ...temporary(env)];
  const problem = slotFolderProblem(asking.slotsFolder, { userId, writable });
  if (problem === null) return { asking, notices: [] };
  const notice = `Approvals come up in codex's own dialogs, in spite of approvals.via = "hook": ${problem}.`;
  return { asking: null, notices: [notice] };
}

/** Codex lets its commands write there unless it is told otherwise. */
function temporary(env: Environment): readonly string[] {
  return ['/tmp', ...(env['TMPDIR'] ? [env['TMPDIR']] : [])];
}

function rootsIn(config: TomlTable): readonly string[] {
  const workspace = config['sandbox_workspace_write'];
  const roots = isTable(workspace) ? workspace['writable_roots'] : undefined;
  return Array.isArray(roots) ? roots.filter((root) => typeof root === 'string') : [];
}
