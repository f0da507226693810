/** What the backend answers where an account may not use a model. It stands in JSON, or in words around it. */
const modelRefused = /The '([^']+)' model is not supported when using Codex with a ChatGPT account/;

/** An error's message, or what to do about it where we know that better than the message does. */
export function failureText(message: string | null): string | null {
  const model = modelRefused.exec(message ?? '')?.[1];
  return model === undefined
    ? message
    : `${model} is not supported with a ChatGPT account. Choose another with /model, or set model for the agent.`;
}
