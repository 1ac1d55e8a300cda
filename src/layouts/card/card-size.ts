/** Size of the pictures that stand for pages where they are linked to, in pixels. */
export const cardSize = { width: 1200, height: 630 } as const;
