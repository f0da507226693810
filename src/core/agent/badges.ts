import type { Badge, LaunchFacts } from './agent.ts';

/** What is remarkable about how an agent was started; nothing for one that asks, in a sandbox, without the network. */
export function badgesOf(launch: LaunchFacts | null): readonly Badge[] {
  if (launch === null) return [];
  return [...dangerousBadges(launch.dangerous), ...rightsBadges(launch), ...hooksBadges(launch)];
}

const bypassesAll = 'no sandbox, never asks';

/** What each of codex's dangerous flags comes to. */
const dangers: Readonly<Record<string, string>> = {
  '--dangerously-bypass-approvals-and-sandbox': bypassesAll,
  '--yolo': bypassesAll,
  '--dangerously-bypass-hook-trust': 'runs any hook',
};

function dangerousBadges(flags: readonly string[]): readonly Badge[] {
  const texts = new Set(flags.map((flag) => dangers[flag] ?? flag));
  return [...texts].map((text) => ({ text, tone: 'danger' }));
}

function rightsBadges({ sandbox, approval, network, dangerous }: LaunchFacts): readonly Badge[] {
  // Its own badge says as much.
  if (dangerous.some((flag) => dangers[flag] === bypassesAll)) return [];
  const isOpen = sandbox === 'danger-full-access';
  const asksNever = approval === 'never';
  const tone = isOpen && asksNever ? 'danger' : 'warning';
  return [
    ...(sandbox === 'read-only' ? [{ text: 'read-only', tone: 'quiet' } as const] : []),
    ...(isOpen ? [{ text: 'full access', tone } as const] : []),
    ...(asksNever
      ? [{ text: 'never asks', tone: sandbox === 'read-only' ? 'quiet' : tone } as const]
      : []),
    // Full access has it anyway.
    ...(network === true && !isOpen ? [{ text: 'network', tone: 'warning' } as const] : []),
  ];
}

function hooksBadges({ hooks }: LaunchFacts): readonly Badge[] {
  return hooks.type === 'off' ? [{ text: 'hooks off: in-band only', tone: 'warning' }] : [];
}
