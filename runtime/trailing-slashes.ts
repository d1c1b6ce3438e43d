/**
 * A URL or path without the slashes at its end. The look behind keeps the search linear: from inside a run of slashes it
 * is not begun again.
 */
export function withoutTrailingSlashes(text: string): string {
  return text.replace(/(?<!\/)\/+$/, '');
}
