/** Text as the stores keep it, PostgreSQL and JSON alike: no NUL, and no half of a surrogate pair. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
