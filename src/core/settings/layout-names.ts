/** How tiles share the screen. */
export const layoutNames = ['auto', 'rows', 'columns', 'focus'] as const;

export type LayoutName = (typeof layoutNames)[number];

/** What tiles stand together by. */
export const groupingNames = ['none', 'group', 'repository'] as const;

export type GroupingName = (typeof groupingNames)[number];
