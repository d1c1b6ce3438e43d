/** Letters and digits that nobody mistakes for each other, on paper or on the phone: no 0 or O, no 1, I or L, and no U beside V. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersPerCode = 10;
const group = 5;

/** A code out of bytes that are as good as random: the same bytes are the same code. */
export function codeOf(bytes: Uint8Array): string {
  if (bytes.length < lettersPerCode) throw new Error(`a code takes ${lettersPerCode} bytes`);
  const letters = [...bytes.subarray(0, lettersPerCode)].map((byte) => codeAlphabet[byte % codeAlphabet.length]);
  return `${letters.slice(0, group).join('')}-${letters.slice(group).join('')}`;
}

/** What a shop takes for the same code: it asks nobody for capitals. */
export function sameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase();
}
