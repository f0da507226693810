import type { ChromePainter } from './chrome.tsx';

/**
 * Loads Ink, which costs more than everything else of a start together, and only the screen needs it.
 * Chalk looks at FORCE_COLOR once, when it loads, and never at Ink's stream; the compositor takes colours back to what
 * the terminal shows. Without `fetch` in sight Yoga decodes its WebAssembly itself, which saves loading Node's HTTP client.
 */
export async function loadInk(
  environment: Record<string, string | undefined>,
): Promise<() => ChromePainter> {
  const { fetch } = globalThis;
  const forced = environment['FORCE_COLOR'];
  environment['FORCE_COLOR'] = '3';
  Reflect.deleteProperty(globalThis, 'fetch');
  try {
    const { chromePainter } = await import('./chrome.tsx');
    return chromePainter;
  } finally {
    globalThis.fetch = fetch;
    if (forced === undefined) delete environment['FORCE_COLOR'];
    else environment['FORCE_COLOR'] = forced;
  }
}
