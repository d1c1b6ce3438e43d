import { describe, expect, test } from 'vitest';
import { idCursor, idCursorSchema, timeCursor, timeCursorSchema } from './cursor.ts';

const id = '01890000-0000-7000-8000-000000000000';

describe('a cursor', () => {
  test('comes back as the place it was made from', () => {
    expect(timeCursorSchema.parse(timeCursor({ at: 1_700_000_000_123, id }))).toEqual({ at: 1_700_000_000_123, id });
    expect(idCursorSchema.parse(idCursor(id))).toBe(id);
  });

  test.for([
    'x',
    '',
    'ä',
    'A'.repeat(121),
    Buffer.from(`1/${id}' or 1=1`).toString('base64url'),
    Buffer.from(`-1/${id}`).toString('base64url'),
    Buffer.from(`999999999999999/${id}`).toString('base64url'),
    Buffer.from(`NaN/${id}`).toString('base64url'),
    idCursor(id),
  ])('that is none is refused: %s', (text) => {
    expect(timeCursorSchema.safeParse(text).success).toBe(false);
  });

  test('of another kind of list is refused', () => {
    expect(idCursorSchema.safeParse(timeCursor({ at: 1, id })).success).toBe(false);
  });
});
