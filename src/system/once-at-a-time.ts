/**
 * Runs `work` at most once at a time, and once more when it is asked for meanwhile. The promise resolves
 * when a run that began after the asking has ended.
 */
export function onceAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;

  async function run(): Promise<void> {
    try {
      do {
        isAskedAgain = false;
        await work();
      } while (isAskedAgain);
    } finally {
      running = null;
    }
  }

  return () => {
    if (running) isAskedAgain = true;
    else running = run();
    return running;
  };
}
