/** Where things are, as pure functions of the environment. Paths are absolute. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `of-clients` in the environment of a host makes it end with its last client. */
export const lifetimeVariable = 'CODEX_GRID_HOST_LIFETIME';

/** macOS limits a socket path to 104 bytes with its terminating zero, Linux to 108; Node cuts longer ones silently. */
export const socketPathLimitBytes = 103;

export function stateFolder(env: Environment, homeFolder: string): string {
  if (env['CODEX_GRID_STATE_DIR']) return env['CODEX_GRID_STATE_DIR'];
  const stateHome = env['XDG_STATE_HOME'] || `${homeFolder}/.local/state`;
  return `${stateHome}/codex-grid`;
}

/** The user's own settings of codex-grid. */
export function configFile(env: Environment, homeFolder: string): string {
  return `${env['XDG_CONFIG_HOME'] || `${homeFolder}/.config`}/codex-grid/config.toml`;
}

/** The user's own Codex home. */
export function userCodexHome(env: Environment, homeFolder: string): string {
  return env['CODEX_HOME'] || `${homeFolder}/.codex`;
}

export type Places = {
  readonly stateFolder: string;
  /** A folder of ours alone, mode 0700, that holds the socket. */
  readonly socketFolder: string;
  readonly socket: string;
  readonly hostLock: string;
  readonly startLock: string;
  readonly hostLog: string;
  readonly savedRoster: string;
  /** Which codex was seen to call our hooks. */
  readonly hookChecks: string;
  /** Which newer codex was mentioned. */
  readonly updateMemory: string;
  readonly markers: string;
  /** At the slots in it hooks wait for answers; mode 0700. */
  readonly slots: string;
  readonly agents: string;
  readonly worktrees: string;
  readonly consents: string;
  /** What agents' time and tokens went into. */
  readonly ledger: string;
  /** What was sent from screens. */
  readonly promptHistory: string;
  /** Which of the first keys were used. */
  readonly firstKeys: string;
};

/**
 * `digest` is `folderDigest` of the state folder's real path: it keeps hosts of different state folders
 * apart where they share one socket folder. Returns a sentence when no socket path is short enough.
 */
export function placesIn(
  folder: string,
  options: { readonly env: Environment; readonly digest: string; readonly userId: number },
): Places | { readonly problem: string } {
  const runtime = options.env['XDG_RUNTIME_DIR'];
  const candidates = [
    ...(runtime ? [{ folder: `${runtime}/codex-grid`, name: `${options.digest}.sock` }] : []),
    { folder, name: 'host.sock' },
    { folder: `/tmp/codex-grid-${options.userId}`, name: `${options.digest}.sock` },
  ];
  const fitting = candidates.find(
    (candidate) => utf8Length(`${candidate.folder}/${candidate.name}`) <= socketPathLimitBytes,
  );
  if (!fitting) {
    return {
      problem: `No socket path under ${socketPathLimitBytes} bytes can be made for ${folder}: set CODEX_GRID_STATE_DIR to a shorter folder.`,
    };
  }
  return {
    stateFolder: folder,
    socketFolder: fitting.folder,
    socket: `${fitting.folder}/${fitting.name}`,
    hostLock: `${folder}/host.lock`,
    startLock: `${folder}/start.lock`,
    hostLog: `${folder}/host.log`,
    savedRoster: `${folder}/roster.json`,
    hookChecks: `${folder}/hook-checks.json`,
    updateMemory: `${folder}/update.json`,
    markers: `${folder}/markers`,
    slots: `${folder}/slots`,
    agents: `${folder}/agents`,
    worktrees: `${folder}/worktrees`,
    consents: `${folder}/consents.json`,
    ledger: `${folder}/ledger.json`,
    promptHistory: `${folder}/prompt-history.jsonl`,
    firstKeys: `${folder}/first-keys.json`,
  };
}

/** What was heard of an agent: the present file, and the one before it, which was full. `agents` is that of `Places`. */
export function evidenceLogParts(
  agents: string,
  agent: string,
): { readonly former: string; readonly present: string } {
  const present = `${agents}/${agent}/evidence.jsonl`;
  return { former: `${present}.1`, present };
}

/** Names a state folder by its real path, the same in the client and the host: 64-bit FNV-1a, 16 hex digits. */
export function folderDigest(realPath: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of realPath) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    length += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return length;
}
