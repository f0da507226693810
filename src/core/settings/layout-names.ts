/** How tiles share the screen. */
export const layoutNames = ['auto', 'rows', 'columns', 'focus'] as const;

export type LayoutName = (typeof layoutNames)[number];
