import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import type { AgentTask } from '../../core/agent/agent.ts';
import { codexArguments } from '../../core/codex/codex-arguments.ts';
import { type CommandLine, codexCommand } from '../../core/codex/codex-command.ts';
import { codexSettings } from '../../core/codex/codex-settings.ts';
import { versionNotice } from '../../core/codex/codex-version.ts';
import { type Asking, agentHook, hookArguments } from '../../core/codex/hook-trust.ts';
import { configFlags } from '../../core/codex/toml-inline.ts';
import { mergedTables } from '../../core/codex/toml-tables.ts';
import { trustTable } from '../../core/codex/trust.ts';
import type { PreparedFacts } from '../../core/host/host-events.ts';
import type { LaunchRequest } from '../../core/host/launch-request.ts';
import { agentEnvironment } from '../../system/agent-environment.ts';
import type { FoundCodex } from '../../system/codex-binary.ts';
import type { InspectCodex } from '../../system/codex-inspection.ts';
import { sha256 } from '../../system/sha256.ts';
import { isSystemError } from '../../system/system-error.ts';
import { type Environment, type Places, userCodexHome } from '../../wire/places.ts';
import { resumeRefusal } from '../sessions/resume-step.ts';
import { bringRollouts, findSession } from '../sessions/session-step.ts';
import { askStep } from './ask-step.ts';
import { prepareHome } from './codex-home.ts';
import type { FolderTrust, TrustStep } from './folder-trust.ts';
import { toldSettings } from './told-settings.ts';

export type LaunchSurroundings = {
  readonly places: Places;
  readonly env: Environment;
  /** The user's, e.g. `/home/ann`. */
  readonly homeFolder: string;
  /** The package's `hooks/`, as an absolute path. */
  readonly hooksFolder: string;
  readonly userId: number;
  /** As the config says it now; null where codex is to ask in its dialogs. */
  readonly asking: () => Asking | null;
  readonly findCodex: () => Promise<FoundCodex>;
  readonly inspectCodex: InspectCodex;
  readonly prepareTrust: FolderTrust['prepare'];
};

/** Everything a PTY needs to start an agent's codex, or the sentence that says why it cannot be started. */
export type PreparedLaunch =
  | {
      readonly ok: true;
      readonly file: string;
      readonly arguments: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
      readonly facts: PreparedFacts;
      /** Sentences that the person at the screen should read once. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly problem: string; readonly kind?: 'unknown-session' };

export async function prepareLaunch(
  request: LaunchRequest,
  surroundings: LaunchSurroundings,
): Promise<PreparedLaunch> {
  const { places, env, homeFolder, hooksFolder } = surroundings;
  const problem = promptProblem(request) ?? (await problemOfFolder(request));
  if (problem) return { ok: false, problem };
  const codex = await surroundings.findCodex();
  if (!codex.ok) return codex;
  const session = await findSession(request.session);
  if (!session.ok) return session;
  const { version, abilities } = await surroundings.inspectCodex(codex.path);
  const settings = settingsFor(request);
  const trust = await trustStep(request, surroundings);
  const said = mergedTables(
    trustTable(trust.trustedPaths),
    codexSettings(settings, { folder: request.cwd, homeFolder }),
  );
  const home = await prepareHome({
    name: request.name,
    home: request.home,
    agentFolder: `${places.agents}/${request.agent}`,
    userHome: userCodexHome(env, homeFolder),
    settings: said,
    profile: settings.profile ?? null,
    words: settings.args ?? [],
  });
  if (!home.ok) return home;
  const brought = await bringRollouts(session.rollouts, home.path);
  if ('problem' in brought) return { ok: false, problem: brought.problem };
  const [rollout] = brought.paths;
  const refusal = await resumeRefusal(request, home.path);
  if (refusal) return refusal;
  const told = await toldSettings(request, home, said);
  const { asking, notices: askNotices } = askStep(request, {
    ...surroundings,
    asking: surroundings.asking(),
    config: home.config,
  });
  const versionProblem = versionNotice(version);
  return {
    ok: true,
    ...commandLine(request, {
      codex: isUpdate(request.task) ? (codex.script ?? codex.path) : codex.path,
      abilities,
      hooks: hookArguments(
        agentHook({ hooksFolder, markersFolder: places.markers, agent: request.agent, asking }),
        sha256,
      ),
      settings: configFlags(told.flags),
    }),
    env: agentEnvironment(env, codexHomeVariable(request, home.path, env), settings.env),
    cwd: request.cwd,
    facts: {
      ...(rollout === undefined ? {} : { rollout }),
      ...(request.task.type === 'command'
        ? {}
        : {
            launch: {
              codexHome: home.path,
              codexVersion: version,
              ...told.facts,
              ...(asking && { askWaitSeconds: asking.waitSeconds }),
            },
          }),
    },
    notices: [
      ...home.notices,
      ...trust.notices,
      ...askNotices,
      ...(versionProblem === null ? [] : [versionProblem]),
    ],
  };
}

/** A subcommand of codex is told what to do by its words alone. */
function settingsFor({ task, settings }: LaunchRequest): LaunchRequest['settings'] {
  if (task.type === 'session') return settings;
  return settings.env === undefined ? {} : { env: settings.env };
}

async function trustStep(
  { cwd, consent, settings, task }: LaunchRequest,
  { prepareTrust }: LaunchSurroundings,
): Promise<TrustStep> {
  // A subcommand reads nothing of the folder.
  if (task.type === 'command') return { trustedPaths: [], notices: [] };
  return prepareTrust({ cwd, consent, trust: settings.trust === true });
}

function isUpdate(task: AgentTask): boolean {
  return task.type === 'command' && task.words[0] === 'update';
}

function commandLine(
  request: LaunchRequest,
  { codex, ...options }: { readonly codex: string } & Parameters<typeof codexArguments>[1],
): CommandLine {
  return request.task.type === 'command'
    ? codexCommand(codex, request.task.words)
    : { file: codex, arguments: codexArguments(request, options) };
}

/** A CODEX_HOME that is set must exist; only the default one is made by codex itself. */
function codexHomeVariable(request: LaunchRequest, path: string, env: Environment): string | null {
  return request.home === 'shared' ? (env['CODEX_HOME'] ?? null) || null : path;
}

/** Linux gives a program no longer argument (MAX_ARG_STRLEN), the zero behind it included. */
const argumentLimitBytes = 128 * 1024;

function promptProblem({ name, prompt }: LaunchRequest): string | null {
  const lengthBytes = Buffer.byteLength(prompt ?? '');
  if (lengthBytes < argumentLimitBytes) return null;
  return `The first prompt of ${name} has ${Math.ceil(lengthBytes / 1024)} KB, and a program is given less than ${argumentLimitBytes / 1024} KB at its start. Start the agent without it, and send it then: codex-grid send ${name} - < FILE`;
}

async function problemOfFolder({ cwd, session }: LaunchRequest): Promise<string | null> {
  const why = await whyNotFolder(cwd);
  if (why === null) return null;
  const wayOut =
    session.type === 'resume'
      ? 'Bring the folder back, then resume again: the session waits.'
      : 'Start the agent in another folder.';
  return `Codex could not start in ${cwd}: ${why}. ${wayOut}`;
}

async function whyNotFolder(cwd: string): Promise<string | null> {
  try {
    if (!(await stat(cwd)).isDirectory()) return 'that is no folder';
    await access(cwd, constants.X_OK);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return 'the folder does not exist';
    return error.code === 'EACCES' ? 'you may not enter that folder' : error.message;
  }
}
