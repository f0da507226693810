/** One end of the wire: what it speaks, and the release it comes from. */
export type Speaker = { readonly protocol: number; readonly version: string };

/** Null when the two understand each other, else the sentence that says which side is older and what to do. */
export function protocolProblem(sides: {
  readonly host: Speaker;
  readonly client: Speaker;
}): string | null {
  const { host, client } = sides;
  if (host.protocol === client.protocol) return null;
  const hostIsOlder = host.protocol < client.protocol;
  const [older, newer] = hostIsOlder
    ? [`The running host (codex-grid ${host.version})`, `this codex-grid (${client.version})`]
    : [`This codex-grid (${client.version})`, `the running host (${host.version})`];
  return `${older} is older than ${newer}, and they do not understand each other. Detach every screen, run \`codex-grid host stop\`, then start codex-grid again: the agents resume their sessions.`;
}
