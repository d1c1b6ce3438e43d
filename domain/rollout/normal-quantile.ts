/**
 * Standard errors below which the share `p` of a normal distribution lies; 0 < p < 1. A rational approximation with a relative error below
 * 1.2e-9 (P. J. Acklam, 2003).
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p < tail) return outer(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - tail) return -outer(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(middleAbove, r) * q) / (polynomial(middleBelow, r) * r + 1);
}

/** The value that a χ² of so many degrees of freedom exceeds with probability `alpha` (E. B. Wilson and M. M. Hilferty, 1931). */
export function chiSquareQuantile(degrees: number, alpha: number): number {
  const part = 2 / (9 * degrees);
  return degrees * (1 - part - normalQuantile(alpha) * Math.sqrt(part)) ** 3;
}

const tail = 0.02425;
const middleAbove = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
] as const;
const middleBelow = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
] as const;
const outerAbove = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const outerBelow = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416] as const;

function outer(q: number): number {
  return polynomial(outerAbove, q) / (polynomial(outerBelow, q) * q + 1);
}

/** By W. G. Horner, the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
