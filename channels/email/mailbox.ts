/** Longest encoded word of RFC 2047 is 75 characters: 12 of them are its frame, and base64 turns 45 bytes into 60. */
const wordBytesMax = 45;

/**
 * `Name <address>` for vendors that put it into the header as it is: a name beyond ASCII becomes encoded words. Any other
 * stays as it is, quoted where it has to be.
 */
export function encodeMailbox(mailbox: string): string {
  const [, name = '', address] = /^(.*\S)\s*<([^<>]+)>\s*$/s.exec(mailbox) ?? [];
  if (address === undefined || isAscii(name)) return mailbox;
  return `${encodeWords(unquoted(name))} <${address}>`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function unquoted(name: string): string {
  const [, inner] = /^"(.*)"$/s.exec(name) ?? [];
  return inner?.replaceAll(/\\(.)/gs, '$1') ?? name;
}

/** A character is never cut in two: each word has to be text by itself. */
function encodeWords(text: string): string {
  const words: string[] = [''];
  for (const character of text) {
    const word = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(word) <= wordBytesMax) words[words.length - 1] = word;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
