/** Why the server closes: codes of RFC 6455 and its registry. */
export const closeCodes = {
  /** Nothing came for too long. */
  idle: 1000,
  /** The process ends; what was acknowledged is durable, the rest is to be sent again elsewhere. */
  goingAway: 1001,
  /** Only text is understood here. */
  unsupportedData: 1003,
  /** No valid key, a key that was revoked, or too many frames that are no events. */
  policyViolation: 1008,
  internalError: 1011,
  /** The log cannot take events, or there are too many connections: come back later. */
  tryAgainLater: 1013,
} as const;

export type CloseReason = keyof typeof closeCodes;
