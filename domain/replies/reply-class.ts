import { meaningOf, wordsOf } from '../opt-out-words.ts';
import { ownWords } from './own-words.ts';

/**
 * What an answer is, by rules. `automatic` and `bounce` were written by no person and have no effect; `unsubscribe` is a refusal;
 * the others pause what is open until somebody has looked. Part of the public API: add, never rename.
 */
export const replyClasses = ['unsubscribe', 'complaint', 'question', 'other', 'automatic', 'bounce'] as const;
export type ReplyClass = (typeof replyClasses)[number];

/** Who wrote it, as its head says: a person, a program that answers by itself, or a mail server that could not deliver. */
export type ReplyWriter = 'person' | 'program' | 'mail_server';

export interface ClassifiedMail {
  readonly writer: ReplyWriter;
  /** Whether it went to the address that ends reminders: then its words do not matter. */
  readonly toUnsubscribe: boolean;
  readonly subject: string;
  /** The whole text, with what it quotes. */
  readonly text: string;
}

/** Words of somebody who may take it further, lower case and without accents. */
const complaints = new Set([
  ...['spam', 'spamming', 'spammers', 'scam', 'scammers', 'fraud', 'complaint', 'complain', 'complaining'],
  ...['harassment', 'harassing', 'lawyer', 'attorney', 'gdpr', 'illegal', 'unsolicited'],
  ...[
    'beschwerde',
    'beschweren',
    'betrug',
    'anwalt',
    'rechtsanwalt',
    'abmahnung',
    'belastigung',
    'dsgvo',
    'unverschamt',
  ],
  ...['plainte', 'arnaque', 'rgpd', 'avocat', 'harcelement', 'queja', 'estafa', 'abogado', 'acoso', 'denuncia'],
  ...['reclamo', 'truffa', 'avvocato', 'klacht', 'oplichting', 'advocaat', 'klagomal', 'skarga'],
]);

const questionMarks = /[?？؟]/;

/** A mail server's own message goes before all else: it comes back to whatever address the message was sent from. */
export function classOfMail({ writer, toUnsubscribe, subject, text }: ClassifiedMail): ReplyClass {
  if (writer === 'mail_server') return 'bounce';
  if (toUnsubscribe) return 'unsubscribe';
  if (writer === 'program') return 'automatic';
  const own = ownWords(text);
  // A subject that begins like an answer's is the engine's own.
  if (!isAnswered(subject) && meaningOf(subject) === 'stop' && wordsOf(own).length <= shortWordsMax)
    return 'unsubscribe';
  return classOfWords(own);
}

/** Most words of a text beside which a subject alone counts. */
const shortWordsMax = 12;

/** Of what a person wrote, whichever way it came. */
export function classOfWords(own: string): Extract<ReplyClass, 'unsubscribe' | 'complaint' | 'question' | 'other'> {
  if (meaningOf(own) === 'stop') return 'unsubscribe';
  if (wordsOf(own).some((word) => complaints.has(word))) return 'complaint';
  return questionMarks.test(own) || meaningOf(own) === 'help' ? 'question' : 'other';
}

function isAnswered(subject: string): boolean {
  return /^\s*(?:re|aw|wg|sv|vs|antw|rif|res|odp|fwd?|tr)\s?(?:\[\d+\])?\s?:/i.test(subject);
}
