import {
  type Consent,
  type InspectedFolder,
  inspectedFolder,
  type ProjectTrust,
  projectTrustIn,
  trustedPaths,
  trustOf,
} from '../../core/codex/trust.ts';
import { untrustedNotice } from '../../core/codex/trust-words.ts';
import { smallTextIfAny } from '../small-file.ts';
import type { Consents } from './consents.ts';
import { folderFacts } from './folder-inspection.ts';
import { tableOrEmpty } from './toml-text.ts';

export type FolderTrust = {
  /** Every answer, oldest first. */
  readonly all: Consents['all'];
  /** What a person is to be asked before an agent starts there. */
  readonly inspect: (cwd: string) => Promise<InspectedFolder>;
  /** Keeps the answer for the folder's root, null forgets it. Resolves to the root, and to what went wrong. */
  readonly decide: (
    cwd: string,
    decision: Consent['decision'] | null,
  ) => Promise<{ readonly root: string; readonly problem: string | null }>;
  /** The step of a launch: which paths codex is to be told are trusted, and sentences for the person. */
  readonly prepare: (request: TrustRequest) => Promise<TrustStep>;
};

export type TrustRequest = {
  readonly cwd: string;
  /** The answer given with this launch; it is kept. */
  readonly consent: Consent['decision'] | null;
  /** The setting `trust`: holds where nobody has answered. */
  readonly trust: boolean;
};

export type TrustStep = {
  readonly trustedPaths: readonly string[];
  readonly notices: readonly string[];
};

export function folderTrust(options: {
  readonly consents: Consents;
  /** The user's own Codex home; its config is read, never written. */
  readonly userHome: string;
}): FolderTrust {
  const { consents, userHome } = options;
  const known = async (cwd: string) => {
    const [facts, projects, all] = await Promise.all([
      folderFacts(cwd, { userHome }),
      userProjects(userHome),
      consents.all(),
    ]);
    const said = { projects, consents: all };
    return { facts, said, trust: trustOf(facts, said) };
  };
  const decide: FolderTrust['decide'] = async (cwd, decision) => {
    const { facts } = await known(cwd);
    const root = facts.repository ?? facts.folder;
    return { root, problem: await consents.decide(root, decision) };
  };

  return {
    all: consents.all,
    async inspect(cwd) {
      const { facts, trust } = await known(cwd);
      return inspectedFolder(facts, trust);
    },
    decide,
    async prepare({ cwd, consent, trust: isTrustedUnasked }) {
      const kept = consent === null ? null : await decide(cwd, consent);
      const { facts, said, trust } = await known(cwd);
      const effective =
        trust.trust === 'unasked' && isTrustedUnasked
          ? ({ root: trust.root, trust: 'trusted' } as const)
          : trust;
      return {
        trustedPaths: trustedPaths(facts, effective, said),
        notices: [
          ...(kept?.problem ? [kept.problem] : []),
          ...(effective.trust === 'trusted' ? [] : [untrustedNotice(effective)]),
        ],
      };
    },
  };
}

/** A config that cannot be understood trusts nothing; who needs all of it says what is wrong with it. */
async function userProjects(userHome: string): Promise<ProjectTrust> {
  const text = await smallTextIfAny(`${userHome}/config.toml`);
  return projectTrustIn(text === null ? {} : tableOrEmpty(text));
}
