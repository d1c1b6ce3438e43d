import { hourMs, minuteMs } from '../duration.ts';
import type { FirstWait } from './first-wait.ts';
import { type ShareBuying, shareBuying, type UnaidedCourse } from './unaided-purchases.ts';

/** Another time for the first message, and what speaks for it. */
export type FirstWaitSuggestion =
  /** So many of the people who get it now would have bought until then by themselves. */
  | { readonly kind: 'wait_longer'; readonly ms: number; readonly evidence: ShareBuying }
  /** Hardly anybody buys by themselves between then and now: the wait spares nobody a message. */
  | { readonly kind: 'wait_less'; readonly ms: number; readonly evidence: ShareBuying };

export type FirstWaitJudgement =
  | { readonly kind: 'suggested'; readonly suggestion: FirstWaitSuggestion }
  /** `missing`: about so many more people without a message are needed. */
  | { readonly kind: 'too_early'; readonly missing: number }
  /** What is known speaks for no other time. */
  | { readonly kind: 'nothing' };

/** Times that are looked at, store time. A suggestion is one of them. */
export const firstWaitChoicesMs = [30 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 8 * hourMs, 24 * hourMs] as const;
/** With fewer people at the beginning of the time nothing is said. */
export const peopleNeeded = 200;
/** A longer wait is worth it from so many of a hundred on that buy meanwhile. */
const worthWaitingFor = 0.05;
/** A wait during which fewer of a hundred than these buy spares nobody anything. */
const notWorthWaitingFor = 0.01;
/** 99.6 of 100 intervals, so that all the times that are looked at hold together in 95 (C. E. Bonferroni: 5 % over twelve bounds). */
const z = 2.865;

/**
 * Whether the first message should go out at another time. It says only what is worth a try: the split that it becomes
 * tells whether it brings more (`first-wait.ts`).
 */
export function suggestFirstWait(courses: readonly UnaidedCourse[], wait: FirstWait): FirstWaitJudgement {
  const within = (ms: number) => ms < (wait.beforeMs ?? Number.POSITIVE_INFINITY);
  const longer = firstWaitChoicesMs.filter((ms) => ms > wait.ms && within(ms));
  for (const ms of longer) {
    const evidence = shareBuying(courses, { fromMs: wait.ms, toMs: ms }, z);
    if (evidence.people >= peopleNeeded && evidence.interval.low >= worthWaitingFor)
      return { kind: 'suggested', suggestion: { kind: 'wait_longer', ms, evidence } };
  }
  for (const ms of firstWaitChoicesMs.filter((choice) => choice < wait.ms)) {
    const evidence = shareBuying(courses, { fromMs: ms, toMs: wait.ms }, z);
    if (evidence.people >= peopleNeeded && evidence.interval.high <= notWorthWaitingFor)
      return { kind: 'suggested', suggestion: { kind: 'wait_less', ms, evidence } };
  }
  const seen = courses.filter(({ ms }) => ms > wait.ms).length;
  return seen < peopleNeeded ? { kind: 'too_early', missing: peopleNeeded - seen } : { kind: 'nothing' };
}
