/** Whether a value of which nothing is known is an object with fields: neither null nor a list. */
export function hasFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
