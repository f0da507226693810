import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A model that answers each prompt with one command, and its output with "Done." Returns the base URL. */
export async function oneToolServer(command: string): Promise<string> {
  const server = createServer(async (request, response) => {
    const { input } = (await json(request)) as { readonly input: readonly { type: string }[] };
    const last = input.at(-1);
    const isTitleRequest = JSON.stringify(last).includes('task title');
    const item =
      last?.type === 'message' && !isTitleRequest
        ? {
            type: 'function_call',
            call_id: `call-${input.length}`,
            name: 'exec_command',
            arguments: JSON.stringify({ cmd: command }),
          }
        : {
            type: 'message',
            role: 'assistant',
            id: 'message',
            content: [{ type: 'output_text', text: 'Done.' }],
          };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of [
      { type: 'response.created', response: { id: 'response' } },
      { type: 'response.output_item.done', item },
      {
        type: 'response.completed',
        response: {
          id: 'response',
          usage: {
            input_tokens: 1200,
            input_tokens_details: { cached_tokens: 1000 },
            output_tokens: 50,
            output_tokens_details: { reasoning_tokens: 10 },
            total_tokens: 1250,
          },
        },
      },
    ]) {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

/** The user's config.toml that makes codex talk to that server, with no dialog in the way. */
export function oneToolConfig(baseUrl: string, trustedFolder: string): string {
  return `model = "gpt-5.5"
model_provider = "fake"
[model_providers.fake]
name = "fake"
base_url = "${baseUrl}"
wire_api = "responses"
requires_openai_auth = false
supports_websockets = false
[projects."${trustedFolder}"]
trust_level = "trusted"
[notice.model_migrations]
"gpt-5.5" = "gpt-6-sol"
`;
}
