/**
 * Whose fault it was that a mail server did not take a message: the address takes none (`address`), the sender is not let in
 * (`sender`), this message was refused (`message`), or it may go later (`later`).
 */
export type DeliveryFault = 'address' | 'sender' | 'message' | 'later';

/** By the detail of https://www.iana.org/assignments/smtp-enhanced-status-codes, where it is not that of its subject. */
const details: Readonly<Record<string, DeliveryFault>> = {
  // The sender's own address is not liked.
  '5.1.7': 'sender',
  '5.1.8': 'sender',
  // A full mailbox is somebody's, and a time that ran out says nothing of the address.
  '5.2.2': 'later',
  '5.4.7': 'later',
  '5.2.3': 'message',
  '5.3.4': 'message',
  '5.5.3': 'later',
};
/** By the subject, the second number: what remains of it when the details are taken out. */
const subjects: Readonly<Record<string, DeliveryFault>> = {
  '1': 'address',
  '2': 'address',
  '3': 'address',
  '4': 'address',
  '5': 'address',
  '6': 'message',
  '7': 'sender',
};

/** Undefined where the status tells no more than its class, such as 5.0.0. */
export function faultOf(status: string | undefined): DeliveryFault | undefined {
  const [, kind, subject = ''] = /^([45])\.(\d{1,3})\.\d{1,3}$/.exec(status ?? '') ?? [];
  if (status === undefined || kind === undefined) return undefined;
  if (kind === '4') return 'later';
  return details[status] ?? subjects[subject];
}

/** The first enhanced status in what a mail server said; undefined when it said none. */
export function statusIn(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined;
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(said.slice(0, saidLengthMax))?.[0];
}
/** What a mail server says begins with its codes. */
const saidLengthMax = 1_000;
