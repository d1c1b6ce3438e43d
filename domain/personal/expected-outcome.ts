import { chanceOf, logOdds } from '../statistics/log-odds.ts';
import {
  type CountedMessages,
  countsOf,
  type MessageCounts,
  type MessageTrait,
  messageTraits,
  type TraitsOfMessage,
} from './counted-messages.ts';

/** A click is worth so much of a purchase: it says what somebody looks at, and a purchase is what messages are for. */
const clickWorth = 0.1;
/** How sure each prior is, in messages: of any store, of all messages of the store, of those of the store that share a trait. */
const anyStore = { rate: 0.02, messages: 10 };
const storeMessages = 200;
const traitMessages = 10;

/** What is known of the messages of a person, and of the store's to everybody. */
export interface KnownMessages {
  readonly own: readonly CountedMessages[];
  readonly store: readonly CountedMessages[];
}

/**
 * How well a message of these traits is expected to do with a person, above 0 and below 1; only its order among messages of
 * the same person means something.
 *
 * For each trait the person's rate is the mean of a Beta distribution whose prior is the store's rate of that trait, which is
 * drawn in the same way towards the rate of all its messages: whoever has no history is expected to do as the store's people do,
 * and each message moves that towards their own rate (G. Casella, "An Introduction to Empirical Bayes Data Analysis", The
 * American Statistician 39, 1985). The traits speak of the same messages and are not independent, so their odds are averaged
 * and not multiplied: the logarithmic pool with equal weights of C. Genest, J. Zidek, "Combining Probability Distributions",
 * Statistical Science 1, 1986.
 */
export function expectedOutcome(of: TraitsOfMessage, known: KnownMessages): number {
  const odds = messageTraits.map((trait) => logOdds(ratesOf(trait, of, known).own));
  return chanceOf(odds.reduce((sum, one) => sum + one, 0) / odds.length);
}

/** The trait that speaks most for a message with this person, and what it rests on. */
export interface PersonalReason extends MessageCounts {
  readonly trait: MessageTrait;
  /** E.g. `evening`. */
  readonly value: string;
}

/**
 * Of the traits in which it is not like all the others that could have been chosen. Null: nothing of their own speaks for it more
 * than the store's people do.
 */
export function personalReason(
  of: TraitsOfMessage,
  others: readonly TraitsOfMessage[],
  known: KnownMessages,
): PersonalReason | null {
  const [best] = messageTraits
    .filter((trait) => others.some((other) => other[trait] !== of[trait]))
    .map((trait) => {
      const { own, store } = ratesOf(trait, of, known);
      return { trait, gain: logOdds(own) - logOdds(store) };
    })
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain);
  return best ? { trait: best.trait, value: of[best.trait], ...countsOf(known.own, best.trait, of) } : null;
}

function ratesOf(trait: MessageTrait, of: TraitsOfMessage, { own, store }: KnownMessages) {
  const all = smoothed(countsOf(store), anyStore);
  const ofStore = smoothed(countsOf(store, trait, of), { rate: all, messages: storeMessages });
  return { store: ofStore, own: smoothed(countsOf(own, trait, of), { rate: ofStore, messages: traitMessages }) };
}

/** The mean of the Beta distribution after these messages. */
function smoothed(
  { messages, clicked, bought }: MessageCounts,
  prior: { readonly rate: number; readonly messages: number },
): number {
  const worth = (bought + clickWorth * clicked) / (1 + clickWorth);
  return (prior.messages * prior.rate + worth) / (prior.messages + messages);
}
