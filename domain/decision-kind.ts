/** What kinds of decision are recorded. Kinds are part of the public API: add, never rename. */
export const decisionKinds = [
  /** An abandoned cart got no recovery; the reason says why. */
  'not_started',
  'predicted',
  'sent',
  'not_sent',
  /** A recovery ended. */
  'ended',
  /** Two customers turned out to be one. */
  'merged',
  /** An operator decided: paused, resumed, stopped, skipped a wait. */
  'operator',
  /** The provider reported that a message did not do its work: it bounced, failed or was unwelcome. */
  'delivery',
  /** The person answered a message: what is open for them waits until somebody of the store has looked. */
  'replied',
  /** What a message carries of the offer that its campaign makes: a code, or none and why. */
  'offered',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];
