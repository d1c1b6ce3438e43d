import { hash } from 'node:crypto';
import { eventIdLengthMax } from '../events/event.ts';

/**
 * The id of an event that a platform's fact became: made of the platform's own names, so that a retried delivery, a
 * second webhook of the same state and a look for what was missed all make the same event.
 *
 * @example eventIdOf('shopify', 'order', '450789469', 'placed') // shopify:order:450789469:placed
 */
export function eventIdOf(platform: string, ...parts: readonly (string | number)[]): string {
  const id = [platform, ...parts].join(':');
  return id.length <= eventIdLengthMax ? id : `${platform}:${hash('sha256', id, 'hex')}`;
}

/** A short name of a value's contents: for states that their platform dates by the second only. */
export function digestOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'hex').slice(0, 16);
}
