import type { components } from '../api/generated/schema.ts';

export type LiveFrame = components['schemas']['LiveFrame'];
/** One change in the store, as it is now: ids, codes and amounts. */
export type LiveEvent = components['schemas']['LiveEvent'];
/** What is followed: the store, one campaign or one cart of it, or what is for every store. */
export type LiveRoom = 'store' | 'platform' | `campaign:${string}` | `cart:${string}`;

/** Null for what this version of the page does not understand: a newer server may say more. */
export function readFrame(text: string): LiveFrame | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as LiveFrame) : null;
  } catch {
    return null;
  }
}
