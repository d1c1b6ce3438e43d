import { describe, expect, test } from 'vitest';
import { judgeTotpCode, newTotpSecret, totpUri } from './totp-code.ts';

/** "12345678901234567890" in base32: the key of RFC 6238, appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const judge = (code: string, seconds: number, lastStep = 0) =>
  judgeTotpCode(secret, { code, lastStep, nowMs: seconds * 1_000 });

describe('a code of an authenticator app', () => {
  test.for([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)('at %i seconds is the one of the standard', ([seconds, code]) => {
    expect(judge(code, seconds)).toEqual({ kind: 'right', step: Math.floor(seconds / 30) });
    expect(judge('000000', seconds)).toEqual({ kind: 'wrong' });
  });

  test('passes half a minute early or late, and no more', () => {
    const code = '279037';
    expect([-30, 0, 30].map((shift) => judge(code, 2_000_000_000 + shift).kind)).toEqual(Array(3).fill('right'));
    expect([-61, 61].map((shift) => judge(code, 2_000_000_000 + shift).kind)).toEqual(Array(2).fill('wrong'));
  });

  test('is good once, and so is each before it', () => {
    const step = Math.floor(2_000_000_000 / 30);
    expect(judge('279037', 2_000_000_000, step)).toEqual({ kind: 'used' });
    expect(judge('279037', 2_000_000_000, step + 1)).toEqual({ kind: 'used' });
  });

  test('comes from a secret that is new each time and that an app can read', () => {
    expect(newTotpSecret()).not.toBe(newTotpSecret());
    expect(totpUri(secret, 'ada@shop.example')).toContain(`secret=${secret}`);
  });
});
