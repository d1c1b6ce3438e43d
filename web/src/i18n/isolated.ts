const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const [firstStrongIsolate, popIsolate] = ['\u2068', '\u2069'];

/**
 * Text that people or shops wrote, to stand in a sentence of ours: what is written from right to left keeps its order, and
 * moves no sign beside it (UAX #9, explicit directional isolates).
 */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? firstStrongIsolate + text + popIsolate : text;
}
