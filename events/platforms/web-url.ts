import { isWebUrl } from '../is-web-url.ts';

const urlLengthMax = 2_048;

/** An address as an event can carry it: absolute, http or https. Undefined: there is none that could be opened. */
export function webUrl(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= urlLengthMax && isWebUrl(value) ? value : undefined;
}
