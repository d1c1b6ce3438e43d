import { logGamma } from '../statistics/log-gamma.ts';

/** Below it the arms cannot have been filled by their shares: something loses people of one arm, and no result counts. */
export const sampleRatioLimit = 0.001;

/** How sure the prior is of the wanted shares, in people; the value of the paper's examples. */
const concentration = 100;

/**
 * How probable numbers as uneven as these are if people came by the wanted shares; holds at every look at once, so it may be
 * asked after each person.
 *
 * The inverse Bayes factor of a Dirichlet prior around the wanted shares against these shares: M. Lindon, A. Malek,
 * "Anytime-valid inference for multinomial count data" (NeurIPS 2022, arXiv 2011.03567).
 */
export function sampleRatioP(arms: readonly { readonly people: number; readonly share: number }[]): number {
  const whole = arms.reduce((sum, { share }) => sum + share, 0);
  const wanted = arms.filter(({ share }) => share > 0).map(({ people, share }) => ({ people, share: share / whole }));
  // Somebody in an arm that takes nobody.
  if (arms.some(({ people, share }) => share <= 0 && people > 0)) return 0;
  const all = wanted.reduce((sum, { people }) => sum + people, 0);
  const against = wanted.reduce(
    (sum, { people, share }) =>
      sum + logGamma(concentration * share + people) - logGamma(concentration * share) - people * Math.log(share),
    logGamma(concentration) - logGamma(concentration + all),
  );
  return Math.min(1, Math.exp(-against));
}

export interface SampleRatio {
  readonly p: number;
  readonly limit: number;
  readonly wrong: boolean;
}

/** Whether numbers are too uneven for the wanted shares. */
export function sampleRatio(arms: Parameters<typeof sampleRatioP>[0]): SampleRatio {
  const p = sampleRatioP(arms);
  return { p, limit: sampleRatioLimit, wrong: p < sampleRatioLimit };
}
