/** Stands in for react-devtools-core, which Ink names but never loads in a production build. */
export const initialize = (): void => undefined;
export const connectToDevTools = (): void => undefined;
