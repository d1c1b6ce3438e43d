import type { en } from './en.ts';

/** Every text of the dashboard has one; a key that is not in the English catalogue does not compile. */
export type MessageKey = keyof typeof en;
