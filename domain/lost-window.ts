/**
 * Time whose rows are gone: an installation that was set up from a backup does not know what it did between the moment of
 * the backup and the moment that it was set up. Epoch milliseconds.
 */
export interface LostWindow {
  readonly from: number;
  readonly until: number;
}

/** What is known of a message that no row speaks of. */
export interface UnknownMessage {
  /** When its recovery began, epoch milliseconds. */
  readonly abandonedAt: number;
  /** Newest activity of its cart, epoch milliseconds. */
  readonly lastActivityAt: number;
  /** How long after the beginning of its recovery it is due, at the earliest; null: nobody can tell. */
  readonly delayMs: number | null;
}

/**
 * Whether a message may have gone out in a time whose rows are gone. Errs to yes: a recovery may have begun as soon as its
 * cart was left, and without a known delay every message of it may have followed at once.
 */
export function mayHaveBeenSent(
  { abandonedAt, lastActivityAt, delayMs }: UnknownMessage,
  lost: readonly LostWindow[],
): boolean {
  const dueAt = Math.min(abandonedAt, lastActivityAt) + (delayMs ?? 0);
  return lost.some(({ until }) => dueAt <= until);
}
