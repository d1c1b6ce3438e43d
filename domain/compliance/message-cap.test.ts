import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../duration.ts';
import { capDecision, capRoomAt, capWaitMsMax } from './message-cap.ts';

const midnight = Date.UTC(2026, 10, 28);

test('the period of a cap rolls: ten minutes before and ten minutes after midnight are the same day (field 9)', () => {
  const roomAt = capRoomAt(midnight - 10 * minuteMs, dayMs);
  expect(capDecision({ roomAt, action: 'skip' }, midnight + 10 * minuteMs)).toEqual({ kind: 'skip' });
  expect(capDecision({ roomAt, action: 'skip' }, midnight + dayMs - 10 * minuteMs)).toEqual({ kind: 'room' });
});

describe('a message that a cap holds back', () => {
  const roomAt = midnight + hourMs;

  test('is let go, or waits for room, as the store chose', () => {
    expect(capDecision({ roomAt, action: 'skip' }, midnight)).toEqual({ kind: 'skip' });
    expect(capDecision({ roomAt, action: 'postpone' }, midnight)).toEqual({ kind: 'wait', until: roomAt });
  });

  test('is let go where it would wait too long', () => {
    const late = midnight + capWaitMsMax + 1;
    expect(capDecision({ roomAt: late, action: 'postpone' }, midnight)).toEqual({ kind: 'skip' });
    expect(capDecision({ roomAt: late - 1, action: 'postpone' }, midnight)).toEqual({ kind: 'wait', until: late - 1 });
  });
});

test('a cap that fewer messages count for has room', () => {
  expect(capDecision({ roomAt: capRoomAt(null, dayMs), action: 'skip' }, midnight)).toEqual({ kind: 'room' });
});
