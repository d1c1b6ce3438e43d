import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../duration.ts';
import { afterAttempt, retryPausesMs } from './delivery-attempt.ts';

const first = { attempts: 1, random: () => 0 };
const answered = (status: number, retryAfterMs?: number) => ({ kind: 'answered', status, retryAfterMs }) as const;

describe('after an attempt', () => {
  test.each([200, 201, 204, 299])('with the answer %i the delivery has arrived', (status) => {
    expect(afterAttempt(answered(status), first)).toEqual({ kind: 'delivered' });
  });

  test.each([100, 400, 401, 404, 409, 429, 500, 503])('with the answer %i it is tried again', (status) => {
    const next = { kind: 'retry', reason: `http_${status}`, afterMs: 5 * secondMs };
    expect(afterAttempt(answered(status), first)).toEqual(next);
  });

  test.each([301, 302, 307, 308])(
    'with the redirect %i it has failed, for its address is nobody’s choice',
    (status) => {
      expect(afterAttempt(answered(status), first)).toEqual({
        kind: 'failed',
        reason: 'redirect_refused',
        gone: false,
      });
    },
  );

  test('with 410 it has failed, and the endpoint wants no more', () => {
    expect(afterAttempt(answered(410), first)).toEqual({ kind: 'failed', reason: 'http_410', gone: true });
  });

  test('that we refused to make it has failed: trying it again would refuse it again (field 58)', () => {
    const failed = { kind: 'failed', reason: 'address_forbidden', gone: false };
    expect(afterAttempt({ kind: 'forbidden' }, first)).toEqual(failed);
  });

  test('without an answer it is tried again, and says whether somebody was there', () => {
    expect(afterAttempt({ kind: 'away', timedOut: true }, first)).toMatchObject({ kind: 'retry', reason: 'timed_out' });
    expect(afterAttempt({ kind: 'away', timedOut: false }, first)).toMatchObject({ reason: 'unreachable' });
  });

  test('a receiver that asks for a longer pause gets it, and one that asks for a shorter one does not', () => {
    expect(afterAttempt(answered(503, hourMs), first)).toMatchObject({ afterMs: hourMs });
    expect(afterAttempt(answered(503, 1), first)).toMatchObject({ afterMs: 5 * secondMs });
  });

  test('the pauses grow over three days, each by at most a tenth of itself, and the tenth failure is the last', () => {
    const pausesAt = (random: number) =>
      retryPausesMs.map((_, index) => {
        const next = afterAttempt(answered(500), { attempts: index + 1, random: () => random });
        return next.kind === 'retry' ? next.afterMs : null;
      });
    expect(pausesAt(0)).toEqual(retryPausesMs);
    expect(pausesAt(1)).toEqual(retryPausesMs.map((pause) => Math.round(pause * 1.1)));
    expect(retryPausesMs.reduce((sum, pause) => sum + pause, 0)).toBe(75 * hourMs + 35 * minuteMs + 5 * secondMs);
    expect(afterAttempt(answered(500), { attempts: 10, random: () => 0 })).toEqual({
      ...{ kind: 'failed', reason: 'http_500', gone: false },
    });
  });
});
