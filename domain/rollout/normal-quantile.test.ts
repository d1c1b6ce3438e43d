import { expect, test } from 'vitest';
import { chiSquareQuantile, normalQuantile } from './normal-quantile.ts';

test('quantiles are those of printed tables', () => {
  for (const [p, z] of [
    [0.5, 0],
    [0.975, 1.959964],
    [0.001, -3.090232],
    [0.999968, 3.998],
  ] as const)
    expect(normalQuantile(p)).toBeCloseTo(z, 3);
  for (const [degrees, alpha, value] of [
    [9, 0.05, 16.919],
    [9, 0.01, 21.666],
    [9, 0.001, 27.877],
    [1, 0.05, 3.841],
  ] as const)
    expect(Math.abs(chiSquareQuantile(degrees, alpha) - value) / value).toBeLessThan(0.03);
});
