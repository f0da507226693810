import type { ClientListeners } from './connection.ts';

/**
 * Whoever has just written the config and then starts an agent means what is written now: those requests wait until
 * the file was looked at.
 */
export function withFreshSettings(
  clients: ClientListeners,
  look: () => Promise<void>,
): ClientListeners {
  return {
    ...clients,
    onSaid(client, message) {
      const starts =
        message.type === 'request' &&
        (message.command.type === 'new' || message.command.type === 'resume');
      if (starts) void look().then(() => clients.onSaid(client, message));
      else clients.onSaid(client, message);
    },
  };
}
