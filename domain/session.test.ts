import { describe, expect, test } from 'vitest';
import { decideRefresh, refreshGraceMs } from './session.ts';

const nowMs = 1_000_000;
const state = { nowMs, sessionEnded: false, expiresAtMs: nowMs + 1, replaced: null };
const replaced = (agoMs: number, successorUsed: boolean) => ({ atMs: nowMs - agoMs, successorUsed });

describe('a refresh token', () => {
  test('is exchanged while it is the newest, its session goes on and its time is not over', () => {
    expect(decideRefresh(state)).toBe('rotate');
    expect(decideRefresh({ ...state, sessionEnded: true })).toBe('refused');
    expect(decideRefresh({ ...state, expiresAtMs: nowMs })).toBe('refused');
  });

  test('that was replaced gives its successor again for thirty seconds, and for longer while that is unused', () => {
    expect(decideRefresh({ ...state, replaced: replaced(refreshGraceMs, true) })).toBe('repeat');
    expect(decideRefresh({ ...state, replaced: replaced(refreshGraceMs + 1, true) })).toBe('reused');
    expect(decideRefresh({ ...state, replaced: replaced(500 * refreshGraceMs, false) })).toBe('repeat');
  });

  test('of a session that ended is refused, and nobody is suspected', () => {
    expect(decideRefresh({ ...state, sessionEnded: true, replaced: replaced(9 * refreshGraceMs, true) })).toBe(
      'refused',
    );
  });
});
