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
  '21610',
  '21614',
  '30005',
  '30006',
]);
