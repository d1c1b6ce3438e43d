/** An account belongs to no store: its times are those of the browser. */
export const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
