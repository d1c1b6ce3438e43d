import { assertNever } from '../assert-never.ts';
import { lettersRules } from './letters-rules.ts';

/** Who SMS come from, as far as the people who get them can answer. */
export interface SmsSender {
  /** False: letters such as `MYSHOP`. */
  readonly takesAnswers: boolean;
  /** By country (ISO 3166-1 alpha-2): the number that takes a STOP in place of an answer. */
  readonly stopNumbers: Readonly<Record<string, string>>;
}

/** How somebody who gets an SMS says that they want no more of them. */
export type WayOut =
  | { readonly kind: 'answer' }
  /** Through the page of the message. */
  | { readonly kind: 'link' }
  /** By a STOP to another number than the sender. */
  | { readonly kind: 'stop_number'; readonly number: string }
  /** There is none, so that no SMS may go out. */
  | { readonly kind: 'none' };

/**
 * The way out of a text to a number that may be of any of these countries: a sender of letters cannot be answered, and the strictest
 * country decides what stands in its place. Absent sender: one that takes answers.
 */
export function wayOutOf(sender: SmsSender | undefined, countries: readonly string[]): WayOut {
  if (!sender || sender.takesAnswers) return { kind: 'answer' };
  const rules = lettersRules.filter(({ country }) => countries.includes(country));
  if (rules.some(({ asks }) => asks === 'not_carried')) return { kind: 'none' };
  const [asking] = rules;
  if (!asking) return { kind: 'link' };
  const number = sender.stopNumbers[asking.country];
  return number === undefined ? { kind: 'none' } : { kind: 'stop_number', number };
}

const stopNumbersIn = /\bstop\s(?:au\s)?(\d{5})\b/gi;

/** Whether a text names the way out that it has to. What is said of answering is the author's: it was agreed with the carriers. */
export function namesWayOut(text: string, way: WayOut, link: string): boolean {
  switch (way.kind) {
    case 'answer':
      return true;
    case 'link':
      return text.includes(link);
    case 'stop_number':
      return [...text.matchAll(stopNumbersIn)].some(([, number]) => number === way.number);
    case 'none':
      return false;
    default:
      return assertNever(way);
  }
}
