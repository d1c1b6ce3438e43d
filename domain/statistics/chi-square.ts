import { logGamma } from './log-gamma.ts';

const stepsMax = 1_000;
const precision = 1e-14;
/** Of a limit, relative; halving alone needs about fifty steps to it, this some five. */
const limitPrecision = 1e-12;
const stepsToLimitMax = 100;

/**
 * How probable a value at least this large is under the chi-square distribution: the upper regularised gamma function
 * Q(df / 2, x / 2), by its series below df / 2 + 1 and by its continued fraction above.
 *
 * Source: Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.4.4, 6.5.29 and 6.5.31.
 */
export function chiSquareTail(value: number, degrees: number): number {
  if (!(value > 0)) return 1;
  const [a, x] = [degrees / 2, value / 2];
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? Math.max(0, 1 - scale * series(a, x)) : Math.min(1, scale * fraction(a, x));
}

/**
 * The value that is exceeded with this probability: Newton's method on the logarithm of the tail, which is nearly a line, and halving
 * where a step would leave what is known to hold the value.
 */
export function chiSquareLimit(tail: number, degrees: number): number {
  let [low, high] = [0, Math.max(1, degrees)];
  while (chiSquareTail(high, degrees) > tail) [low, high] = [high, 2 * high];
  let value = (low + high) / 2;
  for (let step = 0; step < stepsToLimitMax; step++) {
    const found = chiSquareTail(value, degrees);
    if (found > tail) low = value;
    else high = value;
    const newton = value + (Math.log(found / tail) * found) / density(value, degrees);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - value) <= limitPrecision * value) return next;
    value = next;
  }
  return value;
}

function density(value: number, degrees: number): number {
  const a = degrees / 2;
  return Math.exp((a - 1) * Math.log(value) - value / 2 - a * Math.LN2 - logGamma(a));
}

/** How probable a standard normal value is that lies at least so far from 0, on either side. */
export function normalTails(z: number): number {
  return chiSquareTail(z * z, 1);
}

function series(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a];
  for (let step = 1; step < stepsMax && term > sum * precision; step++) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

/** Lentz's way from the front. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let found = d;
  for (let step = 1; step < stepsMax; step++) {
    const an = -step * (step - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const factor = d * c;
    found *= factor;
    if (Math.abs(factor - 1) < precision) break;
  }
  return found;
}
