import { shorten } from '../../domain/single-line.ts';
import { smsSegments } from './sms-segments.ts';

/** An SMS that is billed as more is not sent: see `renderer.ts`. */
export const smsSegmentsMax = 3;
/**
 * Room for everything in a built-in SMS but the shop's name, in characters: the words of the longest one (55), a link of
 * up to 85 and an amount of up to 20.
 */
const roomForTheRest = 160;
/** What fits in any alphabet, in characters that may be two UTF-16 units each. */
const lengthMaxInAnyAlphabet = 20;

/** Whether an SMS with this name in it can be sent. Letters beyond the SMS alphabet leave less than half the room. */
export function fitsSms(name: string): boolean {
  return smsSegments(name + 'x'.repeat(roomForTheRest)) <= smsSegmentsMax;
}

/** How a store signs its SMS: with its name, or with its sender's name where the own one is too long for that. */
export function smsNameOf({ name, senderName }: { readonly name: string; readonly senderName: string | null }): string {
  if (fitsSms(name)) return name;
  if (senderName !== null && fitsSms(senderName)) return senderName;
  return shorten(name, lengthMaxInAnyAlphabet);
}
