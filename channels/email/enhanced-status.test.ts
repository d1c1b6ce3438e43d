import { describe, expect, test } from 'vitest';
import { faultOf, statusIn } from './enhanced-status.ts';

describe('the enhanced status of a refusal', () => {
  test.each([
    ['5.1.1', 'address'],
    ['5.1.10', 'address'],
    ['5.2.1', 'address'],
    ['5.3.0', 'address'],
    ['5.4.1', 'address'],
    ['5.5.0', 'address'],
    ['5.1.8', 'sender'],
    ['5.7.1', 'sender'],
    ['5.7.26', 'sender'],
    ['5.2.2', 'later'],
    ['5.5.3', 'later'],
    ['5.3.4', 'message'],
    ['5.6.0', 'message'],
    ['4.7.1', 'later'],
    ['4.2.2', 'later'],
  ])('%s blames the %s', (status, fault) => {
    expect(faultOf(status)).toBe(fault);
  });

  test.each(['5.0.0', '2.0.0', '550', '5.1', '5.1.1.1', '', undefined])('%s blames nobody (field 15)', (status) => {
    expect(faultOf(status)).toBeUndefined();
  });

  test.each([
    ['550 5.7.1 blocked (S3150) at 192.0.2.1', '5.7.1'],
    ['451-4.7.1 greylisted', '4.7.1'],
    ['550 no such user on 10.5.1.1', undefined],
    ['550 try again later', undefined],
    [undefined, undefined],
  ])('is read from %s as %s', (said, status) => {
    expect(statusIn(said)).toBe(status);
  });
});
