/** What becomes of a code. Part of the public API: add, never rename. */
export const codeStates = [
  /** Imported, and nobody's so far. */
  'free',
  /** Promised to a message; the shop has not said that it made it. */
  'minting',
  /** The shop has it, and no message with it went out. */
  'minted',
  /** In a message that the provider took, or may have taken. */
  'sent',
  'redeemed',
  /** Taken back at the shop, or never made. */
  'revoked',
  'expired',
] as const;
export type CodeState = (typeof codeStates)[number];

/** Codes that somebody may still use, and that a worker looks after. */
export const openCodeStates = ['minting', 'minted', 'sent'] as const satisfies readonly CodeState[];
