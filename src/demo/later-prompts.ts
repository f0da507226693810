import { setTimeout as sleep } from 'node:timers/promises';
import type { Roster } from '../core/agent/agent.ts';
import type { HostPort } from '../wire/host-port.ts';
import { type Scene, scenes } from './scenes.ts';

/** Long enough to be seen done, short enough for a newcomer's first ten seconds. */
const doneShownMs = 2500;

/** Between looks at the screen, and between the pasted prompt and Enter, which codex takes as a newline if too soon. */
const typingPauseMs = 100;

/** A composer that does not show the prompt after this many looks is not at hand. */
const looks = 30;

/** Types the scenes' later prompts, each when the turn before it is done, until the signal. */
export function typeLaterPrompts(host: HostPort, signal: AbortSignal): void {
  let newest: Roster = [];
  const typed = new Map<string, number>();
  host.onRoster((roster) => {
    newest = roster;
    for (const scene of scenes) {
      const next = (typed.get(scene.name) ?? 0) + 1;
      const prompt = scene.turns[next]?.prompt;
      if (prompt === undefined || !isDone(roster, scene)) continue;
      typed.set(scene.name, next);
      const isStillDone = () => isDone(newest, scene);
      typePrompt(host, { agent: scene.name, prompt, isStillDone, signal }).catch((error) => {
        if (!signal.aborted) throw error;
      });
    }
  });
}

async function typePrompt(
  host: HostPort,
  {
    agent,
    prompt,
    isStillDone,
    signal,
  }: {
    readonly agent: string;
    readonly prompt: string;
    readonly isStillDone: () => boolean;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  await sleep(doneShownMs, undefined, { signal });
  // Whoever looked at it or typed into it is at work there.
  if (!isStillDone()) return;
  const pasted = `\x1b[200~${prompt}\x1b[201~`;
  await host.request({ type: 'keys', agent, keys: [pasted], literal: true });
  for (let look = 0; look < looks; look += 1) {
    await sleep(typingPauseMs, undefined, { signal });
    const reply = await host.request({ type: 'screen', agent, styled: false });
    if (reply.ok && JSON.stringify(reply.value).includes(prompt)) break;
  }
  await sleep(typingPauseMs, undefined, { signal });
  await host.request({ type: 'keys', agent, keys: ['Enter'], literal: false });
}

/** Nobody has looked at it since: then it would be `ready`. */
function isDone(roster: Roster, { name }: Scene): boolean {
  return roster.some((agent) => agent.name === name && agent.state === 'done');
}
