/**
 * What nearly every address looks like, and what the URL standard always takes: dotted ASCII names without punycode, no
 * port, then printable ASCII. To say so costs a tenth of asking the parser.
 */
const plain = /^https?:\/\/(?:(?!xn--)[a-z\d-]+\.)+[a-z]+(?:[/?#][\x21-\x7e]*)?$/i;
const scheme = /^https?:\/\//i;

/** Whether this is an absolute http or https address (https://url.spec.whatwg.org/#url-parsing). */
export function isWebUrl(text: string): boolean {
  return plain.test(text) || (scheme.test(text) && URL.canParse(text));
}
