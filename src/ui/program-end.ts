/** What ends a program from inside or outside. */
export type ProgramEnd =
  | { readonly type: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly type: 'error'; readonly error: unknown };

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Until `stop` every way out of the program passes here; `onExit` is the last, on `process.exit` as well. */
export function watchProgram(
  program: NodeJS.Process,
  { onEnd, onExit }: { readonly onEnd: (end: ProgramEnd) => void; readonly onExit: () => void },
): { readonly stop: () => void } {
  const onSignal = (signal: NodeJS.Signals) => onEnd({ type: 'signal', signal });
  const onError = (error: unknown) => onEnd({ type: 'error', error });
  for (const signal of endingSignals) program.on(signal, onSignal);
  program.on('uncaughtException', onError).on('unhandledRejection', onError).on('exit', onExit);
  return {
    stop() {
      for (const signal of endingSignals) program.off(signal, onSignal);
      program.off('uncaughtException', onError).off('unhandledRejection', onError);
      program.off('exit', onExit);
    },
  };
}
