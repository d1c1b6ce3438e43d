/**
 * A value that came from outside as text. Its own `toString` is never asked: JSON may hold a field of that name, and then
 * `String(value)` throws or says what the sender likes.
 */
export function printed(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
