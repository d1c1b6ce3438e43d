/**
 * Twilio's codes for numbers that must not be tried again, as an answer or in a later report:
 * https://www.twilio.com/docs/api/errors. The last two are only reported: an unknown handset, and a landline.
 */
export const unusableNumbers: ReadonlySet<string> = new Set([
  '21211',
  '21217',
  '21265',
  '21401',
  '21407',
  '21421',
  '21614',
  '30005',
  '30006',
]);

/**
 * Twilio's codes for refusals of our own text or account, whoever the recipient is: no number bounced by them. A filtered
 * text (30007), an account that is suspended (30002), and senders whose registration is missing or was taken back.
 */
export const ownFaults: ReadonlySet<string> = new Set(['30002', '30007', '30023', '30032', '30033', '30034', '30035']);

/** The telephone is off or without a network. */
export const unreachableHandset = '30003';

/** A carrier's filter did not like the text: sent again it is the same text. */
export const filteredText = '30007';

/** The person answered STOP to this sender: https://www.twilio.com/docs/api/errors/21610. */
export const optedOut = '21610';
