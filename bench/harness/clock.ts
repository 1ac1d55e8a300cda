/** The clock that all threads of a page share: milliseconds since 1970 that never go back. */
export const commonNow = (): number => performance.timeOrigin + performance.now();
