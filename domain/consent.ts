/** What a person agreed to on one channel. `unknown` is not consent. */
export type ConsentStatus = 'granted' | 'denied' | 'unknown';

/** Where consent came from, and when: the proof that has to be shown on request (GDPR Art. 7(1)). */
export interface ConsentProof {
  readonly source: string;
  /** Epoch milliseconds at which the person acted. */
  readonly at: number;
  readonly textVersion?: string;
}
