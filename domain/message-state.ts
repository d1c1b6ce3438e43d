/** Where a message stands. States are part of the public API: add, never rename. */
export const messageStates = [
  /** Claimed: the provider is about to be called, is being called, or the attempt broke off. */
  'sending',
  /** The provider took it. */
  'accepted',
  /** The provider refused it for good. */
  'rejected',
  /** Nobody can tell whether the provider took it; it is never sent again. */
  'unknown',
  /** The provider surely did not take it, and it is sent again later. */
  'retry',
] as const;
export type MessageState = (typeof messageStates)[number];
