import { decodeHTMLAttribute } from 'entities';
import { isWebUrl } from '../events/is-web-url.ts';

const urlLengthMax = 2_048;

/**
 * An address as an event can carry it: absolute, http or https. Shops write some as their pages do: without the scheme
 * (`//cdn.shop.example/a.jpg`), with the entities of HTML, with spaces, or, where the site is known, without it. Undefined:
 * there is none that could be opened.
 */
export function webUrl(value: unknown, siteUrl?: string | null): string | undefined {
  if (typeof value !== 'string' || value.length > urlLengthMax) return undefined;
  const text = value.trim();
  const address = (text.includes('&') ? decodeHTMLAttribute(text) : text).replaceAll(' ', '%20');
  const whole = address.startsWith('//') ? `https:${address}` : address;
  if (isWebUrl(whole)) return whole.length <= urlLengthMax ? whole : undefined;
  const isRelative = /^(?:\/|\?|[\w%-]+(?:[/.?]|$))/.test(whole) && !/^[a-z][a-z\d+.-]*:/i.test(whole);
  return isRelative && siteUrl != null && URL.canParse(whole, siteUrl) ? new URL(whole, siteUrl).href : undefined;
}
