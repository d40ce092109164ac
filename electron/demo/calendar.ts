// Days and hours as FHIR writes them; everything is counted in UTC, so that a text is the same wherever it is made.

export const dayMilliseconds = 86_400_000;
export const yearMilliseconds = 365.25 * dayMilliseconds;

/** The calendar date of an instant. */
export const dateText = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** The instant to the second. */
export const instantText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
/** Whole years from one instant to another. */
export const yearsBetween = (from: number, to: number): number => Math.floor((to - from) / yearMilliseconds);
export const startOfDay = (instant: number): number => Math.floor(instant / dayMilliseconds) * dayMilliseconds;
