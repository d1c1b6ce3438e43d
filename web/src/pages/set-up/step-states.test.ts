import { expect, test } from 'vitest';
import { nextSetUpStep, stepStates } from './step-states.ts';
import type { SetUpFacts } from './use-set-up.ts';

const factsOf = (
  change: Partial<SetUpFacts> & { url?: string | null; senderName?: string | null } = {},
): SetUpFacts => {
  const { url = 'https://shop.example', senderName = 'Lamps', ...more } = change;
  const settings = { url, senderName } as SetUpFacts['settings'];
  return { settings, integrations: 1, newestCartAt: '2026-11-22T10:00:00.000Z', campaigns: [active], ...more };
};
const active: SetUpFacts['campaigns'][number] = { id: 'c-1', name: 'Reminder', status: 'active', rules: [] };

test('the steps follow from what is there', () => {
  expect(nextSetUpStep(factsOf())).toBeNull();
  expect(nextSetUpStep(factsOf({ senderName: null }))).toBe('shop');
  expect(nextSetUpStep(factsOf({ url: null }))).toBe('shop');
  expect(nextSetUpStep(factsOf({ integrations: 0, newestCartAt: null }))).toBe('connect');
  expect(nextSetUpStep(factsOf({ newestCartAt: null }))).toBe('firstCart');
  expect(nextSetUpStep(factsOf({ campaigns: [{ ...active, status: 'paused' }] }))).toBe('campaign');
});

test('a shop that tells of carts by the snippet or the API is connected without a platform', () => {
  expect(stepStates(factsOf({ integrations: 0 })).connect).toBe(true);
});
