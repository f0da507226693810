import * as v from 'valibot';
import type { HooksHealth } from '../agent/agent.ts';
import { jsonValue } from '../text/json-value.ts';
import type { ExpectedHook } from './hook-trust.ts';

/** One answer of `codex app-server` to `hooks/list`, as far as we need it. */
const listedHooksSchema = v.object({
  data: v.array(
    v.object({
      hooks: v.array(
        v.object({
          key: v.string(),
          command: v.optional(v.nullable(v.string())),
          enabled: v.boolean(),
          currentHash: v.string(),
          trustStatus: v.string(),
        }),
      ),
      errors: v.optional(v.array(v.object({ message: v.string() }))),
    }),
  ),
});

type ListedHook = v.InferOutput<typeof listedHooksSchema>['data'][number]['hooks'][number];

const listRequest = 2;

/** The lines to write to `codex app-server`. */
export function hooksListLines(options: {
  readonly cwd: string;
  readonly version: string;
}): readonly string[] {
  const clientInfo = { name: 'codex-grid', version: options.version };
  const capabilities = { experimentalApi: true };
  return [
    { id: 1, method: 'initialize', params: { clientInfo, capabilities } },
    { method: 'initialized' },
    { id: listRequest, method: 'hooks/list', params: { cwds: [options.cwd] } },
  ].map((message) => JSON.stringify(message));
}

const answerSchema = v.object({ id: v.literal(listRequest), result: v.optional(v.unknown()) });

/** What a line of codex's answers the list with; null when it is another line. An error has no result. */
export function hooksListAnswer(line: string): { readonly result: unknown } | null {
  const { success, output } = v.safeParse(answerSchema, jsonValue(line));
  return success ? { result: output.result } : null;
}

/** What codex's list says of our hooks; `unverified` when it is no such list. */
export function hooksVerdict(expected: readonly ExpectedHook[], result: unknown): HooksHealth {
  const { success, output } = v.safeParse(listedHooksSchema, result);
  if (!success) return { type: 'unverified' };
  const error = output.data.flatMap(({ errors }) => errors ?? [])[0];
  if (error) return off(`codex refuses its config: ${error.message}`);
  const listed = output.data.flatMap(({ hooks }) => hooks);
  const faults = expected.map((hook) => faultOf(hook, listed));
  if (faults.every((fault) => fault === null)) return { type: 'trusted' };
  if (faults.every((fault) => fault === 'missing')) return off('codex has no hooks switched on');
  return off(faultText(expected, faults));
}

type Fault = 'missing' | 'switched off' | 'not trusted';

function faultOf(expected: ExpectedHook, listed: readonly ListedHook[]): Fault | null {
  const hook = listed.find(({ key }) => key === expected.key);
  if (hook?.command !== expected.command) return 'missing';
  if (!hook.enabled) return 'switched off';
  return hook.trustStatus === 'trusted' && hook.currentHash === expected.hash
    ? null
    : 'not trusted';
}

function faultText(expected: readonly ExpectedHook[], faults: readonly (Fault | null)[]): string {
  const kinds = [...new Set(faults)].filter((fault) => fault !== null);
  const parts = kinds.map((kind) => {
    const events = expected.flatMap(({ event }, at) => (faults[at] === kind ? [event] : []));
    return `${kind}: ${events.join(', ')}`;
  });
  return `of codex-grid's ${expected.length} hooks some are ${parts.join('; ')}`;
}

function off(reason: string): HooksHealth {
  return { type: 'off', reason };
}

/** What a person should read once when an agent runs without our hooks. */
export function hooksOffNotice(name: string, reason: string): string {
  return `${name}: hooks off, in-band only: ${reason}. Its tile goes by what codex says in its terminal, without prompts, commands and reasons. Find out more with: codex-grid doctor`;
}
