/** What somebody means who answers an SMS. `doubtful`: a word of refusal in a text that may mean something else. */
export type InboundMeaning = 'stop' | 'start' | 'help' | 'doubtful' | 'other';

/** Longest text that is read, in characters: the longest SMS of Twilio; of a longer one its beginning counts. */
const textLengthMax = 1_600;

/**
 * Words that refuse when nothing but courtesy stands beside them: those of the FCC's rule on revoking consent, of Twilio, of
 * AWS, and their likenesses in languages of Europe. Written as `wordsOf` leaves them: lower case, no accents.
 */
const refusals = new Set([
  ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'remove'],
  ...['arret', 'arreter', 'td', 'desabonner', 'desinscrire', 'desinscription'],
  ...['stopp', 'stoppen', 'abmelden', 'abmeldung', 'abbestellen', 'austragen', 'ende'],
  ...['baja', 'parar', 'cancelar', 'alto', 'detener', 'sair', 'disiscrivi', 'disiscrivimi', 'annulla'],
  ...[
    'afmelden',
    'afmeld',
    'uitschrijven',
    'avsluta',
    'avregistrera',
    'avslutt',
    'lopeta',
    'rezygnuje',
    'wypisz',
    'стоп',
    'отписаться',
  ],
]);

/** Words that say it wherever they stand: nobody ends an order or stops by with them. */
const plainRefusals = new Set([
  ...[
    'stopall',
    'unsubscribe',
    'optout',
    'abmelden',
    'abmeldung',
    'abbestellen',
    'desabonner',
    'desinscrire',
    'desinscription',
  ],
  ...['disiscrivi', 'disiscrivimi', 'uitschrijven', 'afmelden', 'afmeld', 'avregistrera', 'отписаться'],
]);

/** The same in several words, anywhere in a text. */
const plainPhrases = [
  ...[
    'opt out',
    'opt me out',
    'stop all',
    'stop texting',
    'stop messaging',
    'stop sending',
    'stop contacting',
    'take me off',
    'remove me',
  ],
  ...['dont text', 'do not text', 'dont message', 'do not message', 'dont contact', 'do not contact', 'leave me alone'],
  ...[
    'no more texts',
    'no more messages',
    'no more sms',
    'keine sms mehr',
    'keine nachrichten mehr',
    'nicht mehr schreiben',
  ],
  ...[
    'schreiben sie mir nicht',
    'lassen sie mich in ruhe',
    'plus de sms',
    'plus de messages',
    'no mas mensajes',
    'geen berichten meer',
  ],
  // The same as people write it in an e-mail.
  ...['stop emailing', 'stop mailing', 'stop spamming', 'stop writing', 'no more emails', 'no more mails'],
  ...[
    'from your list',
    'from your mailing list',
    'from this list',
    'from this mailing list',
    'dont email',
    'do not email',
  ],
  ...['aus dem verteiler', 'aus ihrem verteiler', 'keine mails mehr', 'keine emails mehr', 'keine e mails mehr'],
  ...['keine werbung mehr', 'plus de mails', 'plus demails', 'no mas correos', 'no mas emails'],
  ...['geen mails meer', 'geen emails meer', 'geen e mails meer', 'niente piu email', 'niente piu mail'],
].map((phrase) => ` ${phrase} `);

const agreements = new Set(['start', 'unstop', 'resume', 'subscribe', 'anmelden']);
const questions = new Set(['help', 'info', 'hilfe', 'aide', 'ayuda', 'aiuto']);

/** What may stand beside a word and changes nothing. */
const courtesies = new Set([
  ...[
    'please',
    'pls',
    'plz',
    'thanks',
    'thank',
    'you',
    'thx',
    'now',
    'immediately',
    'it',
    'this',
    'me',
    'all',
    'the',
    'to',
    'sms',
    'text',
  ],
  ...['texts', 'message', 'messages', 'msgs', 'hi', 'hello', 'sorry', 'regards'],
  ...['bitte', 'danke', 'jetzt', 'sofort', 'mich', 'vielen', 'dank', 'alle', 'nachrichten', 'hallo'],
  ...[
    'merci',
    'svp',
    'bonjour',
    'por',
    'favor',
    'gracias',
    'grazie',
    'prego',
    'obrigado',
    'tack',
    'takk',
    'tak',
    'dank',
    'je',
    'u',
  ],
]);

const negations = new Set(['not', 'dont', 'never', 'no', 'nicht', 'kein', 'keine', 'nie', 'pas', 'ne']);

/**
 * Reads an answer, in any case, with accents, punctuation and courtesy. "Stop. Thank you" refuses; "I'll stop by at 5" is
 * doubtful: a word that means something else in its sentence may not cost anybody their reminders, nor pass for a yes.
 */
export function meaningOf(text: string): InboundMeaning {
  const read = text.slice(0, textLengthMax);
  const words = wordsOf(read);
  if (isOnly(words, agreements)) return 'start';
  if (isOnly(words, questions)) return 'help';
  // The first sentence is the answer, whatever is told after it.
  if (isOnly(words, refusals) || isOnly(firstSentenceOf(read), refusals)) return 'stop';
  const line = ` ${words.join(' ')} `;
  if (plainPhrases.some((phrase) => line.includes(phrase))) return 'stop';
  if (words.some((word) => plainRefusals.has(word)))
    return words.some((word) => negations.has(word)) ? 'doubtful' : 'stop';
  return words.some((word) => refusals.has(word)) ? 'doubtful' : 'other';
}

/** Whether a text has one of the words, and beside them courtesies at most. */
function isOnly(words: readonly string[], meant: ReadonlySet<string>): boolean {
  return words.some((word) => meant.has(word)) && words.every((word) => meant.has(word) || courtesies.has(word));
}

function firstSentenceOf(text: string): readonly string[] {
  const sentence = text.split(/[.!?;,:\n\r]/).find((part) => wordsOf(part).length > 0);
  return wordsOf(sentence ?? '');
}

/** Lower case, without accents, apostrophes and whatever is no letter or digit. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{Mark}'’‘`´]/gu, '');
  return plain.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');
}
