import { hourMs, minuteMs } from '../../domain/duration.ts';

/** What is kept of the changes of one store, and read of them at once. */

/** Entries of a store's stream; the server trims in blocks, so there may be some more. */
export const streamEntriesMax = 1_000;
/** Changes in one entry: what a batch of the pipeline changed in one store goes together. */
export const entryEventsMax = 100;
/** How long the stream of a store stays after its newest change. */
export const streamKeptMs = hourMs;
/** How old a position may be from which a page goes on; clearly less than what is kept. */
export const resumeMsMax = 50 * minuteMs;
/** Entries of one stream that are read at once. */
export const readEntriesMax = 25;
/** Entries of the stream that tells of gaps. */
export const controlEntriesMax = 1_000;
