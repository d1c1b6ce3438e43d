/**
 * Replaces what stands between two marks, the marks too, in time that grows with the text alone: an expression that looks for
 * the end of each beginning looks at the rest of the text for every one that has none. What is never closed stays.
 */
export function replaceBetween(
  text: string,
  open: string,
  close: string,
  by: string | ((whole: string) => string),
): string {
  let replaced = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return replaced + text.slice(from);
    const whole = text.slice(start, end + close.length);
    replaced += text.slice(from, start) + (typeof by === 'string' ? by : by(whole));
    from = end + close.length;
  }
}
