/**
 * JSON in ASCII, so that its length is its size in bytes. Not `JSON.stringify`: pages replace it, and old libraries put
 * a `toJSON` on arrays and strings that ruins it.
 */
export function toJson(value: unknown): string {
  if (typeof value === 'string') return `"${value.replace(/[^ !#-[\]-~]/g, escaped)}"`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' || Number.isFinite(value) ? `${value}` : 'null';
  const list = Array.isArray(value);
  let text = '';
  for (const name in value) {
    const field = (value as Record<string, unknown>)[name];
    // What is missing, and what a page has put on all objects.
    if (field !== undefined && typeof field !== 'function')
      text += (text && ',') + (list ? '' : `${toJson(name)}:`) + toJson(field);
  }
  return list ? `[${text}]` : `{${text}}`;
}

function escaped(unit: string): string {
  return `\\u${(unit.charCodeAt(0) + 0x10000).toString(16).slice(1)}`;
}
