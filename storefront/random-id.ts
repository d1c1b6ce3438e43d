/** Random text that nobody guesses: 160 bits wherever the browser has a source of them. */
export function randomId(): string {
  let id = '';
  for (let part = 0; part < 5; part++) id += (randomPart() + 2 ** 32).toString(36);
  return id;
}

function randomPart(): number {
  try {
    return crypto.getRandomValues(new Uint32Array(1))[0] as number;
  } catch {
    return Math.floor(Math.random() * 2 ** 32);
  }
}
