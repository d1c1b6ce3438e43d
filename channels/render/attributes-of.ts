/** An attribute of an element as it is written: with its value where it has one, quoted or not. */
export interface WrittenAttribute {
  readonly name: string;
  readonly value: string;
  /** Begins and ends in the text that was given. */
  readonly start: number;
  readonly end: number;
}

const space = /\s/;

/** The attributes of an element, from what stands between its name and its end. Each character is looked at once. */
export function* attributesOf(text: string): Generator<WrittenAttribute> {
  let at = 0;
  const skip = (isSkipped: (character: string) => boolean) => {
    while (at < text.length && isSkipped(text.charAt(at))) at += 1;
  };
  const isSpace = (character: string) => space.test(character);
  const isOfName = (character: string) => !isSpace(character) && !'=/"\''.includes(character);
  while (at < text.length) {
    skip((character) => isSpace(character) || character === '/');
    const start = at;
    skip(isOfName);
    const name = text.slice(start, at);
    if (name === '') {
      skipStray();
      continue;
    }
    const afterName = at;
    skip(isSpace);
    if (text.charAt(at) !== '=') {
      yield { name, value: '', start, end: afterName };
      continue;
    }
    at += 1;
    skip(isSpace);
    yield { name, value: readValue(), start, end: at };
  }

  function readValue(): string {
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      const end = text.indexOf(quote, at + 1);
      const value = text.slice(at + 1, end < 0 ? text.length : end);
      at = end < 0 ? text.length : end + 1;
      return value;
    }
    const start = at;
    skip((character) => !isSpace(character));
    return text.slice(start, at);
  }

  /** A quoted text, or a sign, that belongs to no name. */
  function skipStray(): void {
    const quote = text.charAt(at);
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
    at = end < 0 ? at + 1 : end + 1;
  }
}
