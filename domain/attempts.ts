import { minuteMs } from './duration.ts';

/** What is guessed at: the password of an account, or the second factor of one; and links that are asked for by mail. */
export const attemptKinds = ['password', 'second_factor', 'password_reset'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

/** Wrong tries on one account within the window, from whatever address and in however many sessions. */
export const attemptLimits: Readonly<Record<AttemptKind, { readonly failuresMax: number; readonly windowMs: number }>> =
  {
    password: { failuresMax: 10, windowMs: 15 * minuteMs },
    second_factor: { failuresMax: 5, windowMs: 15 * minuteMs },
    /** Each is a mail in somebody's inbox, whoever asked for it. */
    password_reset: { failuresMax: 3, windowMs: 15 * minuteMs },
  };
