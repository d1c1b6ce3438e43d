import { expect, test } from 'vitest';
import { type CartStanding, type StandingFacts, standingOf } from './cart-standing.ts';

const letGo: StandingFacts = {
  status: 'open',
  empty: false,
  quarantined: false,
  inRecovery: false,
  armed: false,
  recoveryBought: false,
  aided: false,
};

test.for<[string, Partial<StandingFacts>, CartStanding]>([
  ['whose threshold lies ahead is open', { armed: true }, 'open'],
  ['with nothing in it is open: there is nothing to lose', { empty: true }, 'open'],
  ['that was let go is abandoned', {}, 'abandoned'],
  ['whose recovery ended without a purchase is abandoned', { aided: true }, 'abandoned'],
  ['in recovery is recovering, whatever else it waits for', { inRecovery: true, armed: true }, 'recovering'],
  ['in quarantine is that before anything but a purchase', { quarantined: true, armed: true }, 'quarantined'],
  ['bought without a message is purchased', { status: 'purchased', quarantined: true }, 'purchased'],
  ['bought after a message is recovered', { status: 'purchased', aided: true }, 'recovered'],
  ['whose person bought elsewhere after a message is recovered', { recoveryBought: true, aided: true }, 'recovered'],
  ['touched again after that is open again', { recoveryBought: true, aided: true, armed: true }, 'open'],
])('a cart %s', ([, facts, standing]) => {
  expect(standingOf({ ...letGo, ...facts })).toBe(standing);
});
