import { normalTails } from '../statistics/chi-square.ts';
import type { Interval } from '../wilson-interval.ts';

/** How long somebody whose cart was abandoned was seen without a message, and whether it ended with a purchase. */
export interface UnaidedCourse {
  /** Since the abandonment, store time. */
  readonly ms: number;
  /** Else a message, another end of the recovery or the present came before one. */
  readonly bought: boolean;
}

export interface ShareBuying {
  /** Of those who had neither bought nor got a message at the beginning, the share that buys by the end. */
  readonly share: number;
  readonly interval: Interval;
  /** Seen at the beginning of the time, and at its end. */
  readonly people: number;
  readonly peopleAtEnd: number;
  readonly bought: number;
}

/**
 * How many of the people who have not bought `fromMs` after the abandonment do so until `toMs`, without a message. Who gets
 * a message meanwhile is counted until then and no longer (E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete
 * observations", 1958); the interval is Greenwood's on the scale log(-log S), which stays within 0 and 1
 * (J. D. Kalbfleisch, R. L. Prentice, "The Statistical Analysis of Failure Time Data", 2002, section 1.4).
 *
 * @param z Standard errors on either side.
 */
export function shareBuying(
  courses: readonly UnaidedCourse[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  z: number,
): ShareBuying {
  const seen = courses.filter(({ ms }) => ms > fromMs).sort((a, b) => a.ms - b.ms);
  let atRisk = seen.length;
  let stay = 1;
  let variance = 0;
  let bought = 0;
  for (let index = 0; index < seen.length && (seen[index]?.ms ?? 0) <= toMs; ) {
    const { ms = 0 } = seen[index] ?? {};
    let [buyers, gone] = [0, 0];
    for (; seen[index]?.ms === ms; index++) {
      gone += 1;
      if (seen[index]?.bought) buyers += 1;
    }
    stay *= 1 - buyers / atRisk;
    variance += atRisk > buyers ? buyers / (atRisk * (atRisk - buyers)) : 0;
    bought += buyers;
    atRisk -= gone;
  }
  const found = { share: 1 - stay, people: seen.length, peopleAtEnd: atRisk, bought };
  return { ...found, interval: intervalOf(stay, variance, atRisk, z) };
}

function intervalOf(stay: number, variance: number, peopleAtEnd: number, z: number): Interval {
  // Nobody bought, or everybody did: what so few people may have hidden (the exact bound for none of them).
  if (stay === 1) return { low: 0, high: peopleAtEnd === 0 ? 1 : 1 - (normalTails(z) / 2) ** (1 / peopleAtEnd) };
  if (stay === 0) return { low: 0, high: 1 };
  const spread = (z * Math.sqrt(variance)) / Math.abs(Math.log(stay));
  return { low: 1 - stay ** Math.exp(-spread), high: 1 - stay ** Math.exp(spread) };
}
