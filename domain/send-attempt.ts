/** Longest time that a provider gets to answer, in milliseconds. */
export const providerTimeoutMs = 15_000;
/**
 * How long an attempt to send may take in all, from its claim: the worker's own limit. A message in `sending` is left
 * alone for as long, since the attempt may still be running.
 */
export const attemptMsMax = 45_000;
/** On top of it, for clocks and pauses: from then on the attempt is over, whatever became of it. */
export const attemptLeaseMs = attemptMsMax + 5_000;
