/** Real and known to codex, so that it has its tools at hand and does not warn. */
const demoModel = 'gpt-5.5';

/**
 * A user's `config.toml` with which codex 0.169.0 asks our model server and starts without a dialog.
 * Paths are absolute; `trustedFolders` are roots of repositories.
 */
export function codexConfig(options: {
  readonly modelUrl: string;
  readonly trustedFolders: readonly string[];
}): string {
  const quoted = (text: string) => JSON.stringify(text);
  return `model = ${quoted(demoModel)}
model_provider = "demo"
approval_policy = "on-request"
sandbox_mode = "workspace-write"
check_for_update_on_startup = false
suppress_unstable_features_warning = true

[model_providers.demo]
name = "Demo"
base_url = ${quoted(options.modelUrl)}
wire_api = "responses"
requires_openai_auth = false
supports_websockets = false
request_max_retries = 0
stream_max_retries = 1

[features]
# Lets the model ask questions outside plan mode, too.
default_mode_request_user_input = true

[tools.update_plan]
enabled = true

[tui]
screen_reader_detection_done = true

# Written by codex when someone chooses "Use existing model" in "Meet GPT-6 Sol".
[notice.model_migrations]
${quoted(demoModel)} = "gpt-6-sol"

${options.trustedFolders
  .map((folder) => `[projects.${quoted(folder)}]\ntrust_level = "trusted"\n`)
  .join('\n')}`;
}
