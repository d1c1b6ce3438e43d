import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawRole } from './canary-share.ts';

const rolloutId = '019e1b77-0c2a-7d52-a9a4-6f0c7a5f2b11';
const percents = fc.double({ min: 0, max: 100, noNaN: true });

test('who is answered by the canary stays with it while its share grows', () => {
  fc.assert(
    fc.property(fc.uuid(), percents, percents, (subjectId, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      if (drawRole({ rolloutId, subjectId, percent: less }).role !== 'canary') return;
      expect(drawRole({ rolloutId, subjectId, percent: more }).role).toBe('canary');
    }),
  );
});

test('nobody is answered by a canary of no share, everybody by one of all, and the chance is the share', () => {
  fc.assert(
    fc.property(fc.uuid(), percents, (subjectId, percent) => {
      expect(drawRole({ rolloutId, subjectId, percent: 0 })).toEqual({ role: 'primary', propensity: 1 });
      expect(drawRole({ rolloutId, subjectId, percent: 100 })).toEqual({ role: 'canary', propensity: 1 });
      const { role, propensity } = drawRole({ rolloutId, subjectId, percent });
      expect(propensity).toBe((role === 'canary' ? percent : 100 - percent) / 100);
    }),
  );
});

test('a share of the carts is that share, and another rollout takes others', () => {
  const carts = Array.from({ length: 20_000 }, (_, index) => `cart-${index}`);
  const drawn = (rollout: string) =>
    new Set(carts.filter((subjectId) => drawRole({ rolloutId: rollout, subjectId, percent: 5 }).role === 'canary'));
  const [one, other] = [drawn('rollout-1'), drawn('rollout-2')];
  expect(one.size / carts.length).toBeCloseTo(0.05, 2);
  expect([...one].filter((id) => other.has(id)).length).toBeLessThan(one.size / 5);
});
