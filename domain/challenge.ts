import { minuteMs } from './duration.ts';

/** How long a begun step of signing in or enrolling may be answered. */
export const challengeLifeMs = 5 * minuteMs;

/** What is kept of such a step until it is answered. */
export type Challenge =
  /** The password was right; `webauthn` is what a passkey has to sign, once one was asked for. */
  | { readonly kind: 'second_factor'; readonly generation: number; readonly webauthn: string | null }
  /** What a new passkey has to sign. */
  | { readonly kind: 'passkey_enrolment'; readonly webauthn: string }
  /** On the way to an identity provider and back. */
  | {
      readonly kind: 'identity_provider';
      readonly purpose: 'sign_in' | 'link';
      readonly state: string;
      readonly nonce: string;
      readonly codeVerifier: string;
      /** Path of the dashboard to go to afterwards. */
      readonly returnTo: string;
    };
export type ChallengeKind = Challenge['kind'];
export type ChallengeOf<K extends ChallengeKind> = Extract<Challenge, { kind: K }>;
