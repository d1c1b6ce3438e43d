const nameLengthMax = 253;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that RFC 2606, RFC 6761 and RFC 6762 keep out of DNS. */
const reservedEndings: ReadonlySet<string> = new Set(['localhost', 'local', 'invalid', 'internal', 'onion', 'arpa']);

/** A host name as DNS knows it, in lower case and ASCII (`xn--…`); null: it is none, an address, or one that is in no DNS. */
export function readHostName(given: string): string | null {
  const name = asciiOf(given.trim().toLowerCase().replace(/\.$/, ''));
  if (name === null || name.length > nameLengthMax) return null;
  const labels = name.split('.');
  const ending = labels.at(-1) ?? '';
  if (labels.length < 2 || !labels.every((one) => label.test(one))) return null;
  return /^[0-9]+$/.test(ending) || reservedEndings.has(ending) ? null : name;
}

/** Of the header `Host`, without its port: to be looked up among known names, since it may hold anything. */
export function hostOfHeader(header: string): string {
  return header.toLowerCase().replace(/\.?(?::[0-9]{1,5})?$/, '');
}

/** Whether one of them is the other or below it: they could read each other's cookies. */
export function areRelated(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** What a URL makes of a name that is written in any script; it takes many things for names that are none, so those are looked at after. */
function asciiOf(name: string): string | null {
  if (/[/?#@:\\[\]%\s]/.test(name) || name === '') return null;
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : null;
}
