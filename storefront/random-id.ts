/** Random text that nobody guesses: 160 bits wherever the browser has a source of them. */
export function randomId(): string {
  try {
    return crypto.getRandomValues(new Uint32Array(5)).join('');
  } catch {
    return `${Math.random()}${Math.random()}${Math.random()}`;
  }
}
