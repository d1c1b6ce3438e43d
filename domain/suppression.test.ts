import { expect, test } from 'vitest';
import { mayLift, suppressionCauses } from './suppression.ts';

test('nobody of the team takes back what a customer asked for', () => {
  expect(suppressionCauses.filter((cause) => !mayLift(cause))).toEqual(['unsubscribe', 'complaint', 'privacy_request']);
});
