import type { TomlTable } from 'smol-toml';
import { isTable } from './toml-tables.ts';

/** What a folder is to git and to codex. Real paths. */
export type FolderFacts = {
  readonly folder: string;
  /** The top folder of the checkout it lies in; null outside git. */
  readonly checkout: string | null;
  /** The main worktree's folder of that checkout; null outside git. */
  readonly repository: string | null;
  readonly ownSettings: OwnSettings;
};

/** What codex would load from the folder itself once it is trusted. */
export type OwnSettings = {
  /** A folder `.codex`, whatever is in it. `users` is the Codex home of the user. */
  readonly folder: 'none' | 'own' | 'users';
  readonly hasConfig: boolean;
  readonly hooks: number;
};

/** What the user once answered about a folder; kept by us alone. `at` is epoch ms. */
export type Consent = {
  readonly folder: string;
  readonly decision: 'trust' | 'decline';
  readonly at: number;
};

/** `projects` of a codex config, by exact path. */
export type ProjectTrust = ReadonlyMap<string, 'trusted' | 'untrusted'>;

/** What has been said about folders so far. */
export type TrustKnown = {
  readonly projects: ProjectTrust;
  readonly consents: readonly Consent[];
};

/** Where codex and we stand with a folder. `root` is what an answer is kept for; null where codex asks nothing. */
export type Standing = {
  readonly root: string | null;
  readonly trust: 'trusted' | 'declined' | 'unasked';
};

/** Reply of `inspectFolder`: what a person is to be asked before an agent starts in `cwd`, a real path. */
export type InspectedFolder = {
  readonly cwd: string;
  /** What the answer would hold for; null where codex asks nothing. */
  readonly trustRoot: string | null;
  readonly trust: Standing['trust'];
  /** The main worktree's folder; null outside git. */
  readonly repository: string | null;
  readonly hasConfig: boolean;
  readonly hooks: number;
};

export function projectTrustIn(config: TomlTable): ProjectTrust {
  const projects = config['projects'];
  if (!isTable(projects)) return new Map();
  return new Map(
    Object.entries(projects).flatMap(([path, project]) => {
      const level = isTable(project) ? project['trust_level'] : undefined;
      return level === 'trusted' || level === 'untrusted' ? [[path, level] as const] : [];
    }),
  );
}

/**
 * Codex asks in a git checkout, and in a folder with a `.codex` of its own. Of the folder, the checkout and
 * the main worktree the first one in its config decides.
 */
export function trustOf(facts: FolderFacts, known: TrustKnown): Standing {
  const { folder, repository, ownSettings } = facts;
  if (repository === null && ownSettings.folder === 'none') {
    return { root: null, trust: 'trusted' };
  }
  const root = repository ?? folder;
  const consent = known.consents.find((one) => one.folder === root)?.decision;
  if (consent === 'trust') return { root, trust: 'trusted' };
  const level = lookedUp(facts)
    .map((path) => known.projects.get(path))
    .find((one) => one !== undefined);
  if (level === 'trusted') return { root, trust: 'trusted' };
  // In the home of the user codex asks only agents that have another Codex home: it takes that one for the
  // folder's own settings.
  if (repository === null && ownSettings.folder === 'users') {
    return { root, trust: 'trusted' };
  }
  return { root, trust: consent === 'decline' || level === 'untrusted' ? 'declined' : 'unasked' };
}

/**
 * The keys of `projects` that make codex trust the folder without a question; none where it is not to. Where
 * the user's config trusts a path, it is that one and no more. After a yes a path that the config calls
 * untrusted would win over the root, so it is named as well.
 */
export function trustedPaths(
  facts: FolderFacts,
  { root, trust }: Standing,
  { projects, consents }: TrustKnown,
): readonly string[] {
  if (root === null || trust !== 'trusted') return [];
  const paths = lookedUp(facts);
  const decided = paths.find((path) => projects.has(path));
  const isAnswered = consents.some((one) => one.folder === root && one.decision === 'trust');
  if (!isAnswered && decided !== undefined && projects.get(decided) === 'trusted') return [decided];
  const untrusted = paths.filter((path) => projects.get(path) === 'untrusted');
  return [...new Set([root, ...untrusted])];
}

/** As codex's config says it. */
export function trustTable(paths: readonly string[]): TomlTable {
  if (paths.length === 0) return {};
  const projects = paths.map((path) => [path, { trust_level: 'trusted' }] as const);
  return { projects: Object.fromEntries(projects) };
}

export function inspectedFolder(facts: FolderFacts, { root, trust }: Standing): InspectedFolder {
  const { folder, repository, ownSettings } = facts;
  const { hasConfig, hooks } = ownSettings;
  return { cwd: folder, trustRoot: root, trust, repository, hasConfig, hooks };
}

/** The keys of `projects` that decide about the folder; the first one that is there counts. */
export function lookedUp({ folder, checkout, repository }: FolderFacts): readonly string[] {
  const paths = [folder, checkout, repository].filter((path) => path !== null);
  return [...new Set(paths)];
}
