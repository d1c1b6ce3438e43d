import { createHash } from 'node:crypto';
import { type InboundMeaning, meaningOf as meaningOfText } from '../../domain/opt-out-words.ts';
import { storableText } from '../../domain/storable-text.ts';
import { isSameText } from '../../runtime/same-text.ts';
import {
  type CallbackReply,
  type CallbackRequest,
  type DeliveryReport,
  type InboundMessage,
  type Meaning,
  messageIdOf,
  type ProviderCallback,
  sentAs,
  UntranslatableCallbackError,
} from '../provider-callback.ts';
import { vendorCode } from '../vendor-code.ts';
import { carrierFaultOf, readAddress } from './carrier-codes.ts';
import { filteredText, optedOut, ownFaults, unreachableHandset, unusableNumbers } from './unusable-numbers.ts';

export interface TwilioCallbackSettings {
  /** The account's token signs its callbacks too. */
  readonly authToken: string;
}

/** Twilio's status callbacks: forms, signed over the address as Twilio calls it and the sorted fields. */
export function createTwilioCallback({ authToken }: TwilioCallbackSettings): ProviderCallback {
  return {
    verify: (request) => isSigned(request, authToken),
    translate,
    inbound,
    reply: (request) => (isInbound(formOf(request.body)) ? nothingToSay : undefined),
  };
}

/**
 * Twilio's own check, which tries the address with and without its port. Where the address carries `bodySHA256`, the
 * body is signed by that hash and its fields are not.
 */
async function isSigned({ url, headers, body }: CallbackRequest, authToken: string): Promise<boolean> {
  const signature = headers['x-twilio-signature'];
  if (!signature || authToken === '' || !URL.canParse(url)) return false;
  // Loaded with the first callback: every process reads the list of providers.
  const { default: twilio } = await import('twilio');
  const bodyHash = new URL(url).searchParams.get('bodySHA256');
  if (bodyHash === null)
    // Whether Twilio signs the end of the address that is never sent is written nowhere.
    return ['', callbackTries].some((end) =>
      twilio.validateRequest(authToken, signature, `${url}${end}`, fieldsOf(body)),
    );
  return (
    isSameText(bodyHash, createHash('sha256').update(body).digest('hex')) &&
    twilio.validateRequest(authToken, signature, url, {})
  );
}

/** A field that comes several times is signed once for each of its values. */
function fieldsOf(body: Uint8Array): Readonly<Record<string, string[]>> {
  const form = formOf(body);
  // Without a prototype: a field may be called `__proto__`.
  const fields: Record<string, string[]> = Object.create(null);
  for (const name of new Set(form.keys())) fields[name] = form.getAll(name);
  return fields;
}

function formOf(body: Uint8Array): URLSearchParams {
  return new URLSearchParams(new TextDecoder().decode(body));
}

function translate({ url, body, receivedAtMs }: CallbackRequest): readonly DeliveryReport[] {
  const form = formOf(body);
  const providerMessageId = messageIdOf(form.get('MessageSid') ?? form.get('SmsSid'), 'MessageSid');
  const status = form.get('MessageStatus') ?? form.get('SmsStatus');
  if (!status) throw new UntranslatableCallbackError('The form has no field "MessageStatus".');
  const meaning = meaningOf(status, vendorCode(form.get('ErrorCode')));
  if (!meaning) return [];
  const query = new URL(url).searchParams;
  return [
    {
      // Twilio names no report, and tells each status of a message once.
      reportId: `${providerMessageId}:${status}`,
      providerMessageId,
      sentAs: sentAs(query.get('store'), query.get('message')),
      // Nor does it say when it happened; a callback follows within moments.
      atMs: receivedAtMs,
      ...meaning,
    },
  ];
}

/** Five more tries, and after an answer that is none too: without it a callback that fails is told once, if at all. */
export const callbackTries = '#rc=5&rp=all';

/** Undefined: the message is still on its way. */
export function meaningOf(status: string, code: string | undefined): Meaning | undefined {
  switch (status) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'read':
      return { kind: 'opened' };
    case 'undelivered':
    case 'failed':
      if (code === optedOut) return { kind: 'unsubscribed', code };
      // Of WhatsApp and RCS: the number may well take an SMS.
      if (carrierFaultOf(code)) return { kind: 'failed', code, carrierFault: carrierFaultOf(code) };
      if (code !== undefined && unusableNumbers.has(code)) return { kind: 'bounced', code, permanent: true };
      if (code === unreachableHandset)
        return { kind: status === 'undelivered' ? 'bounced' : 'failed', code, handsetAway: true };
      // Carriers say "undelivered" of a filtered text and of an unregistered sender too, and no number is to blame.
      if (code === filteredText) return { kind: 'failed', code };
      if (code !== undefined && ownFaults.has(code)) return { kind: 'failed', code, fault: 'refused' };
      return { kind: status === 'undelivered' ? 'bounced' : 'failed', code };
    default:
      return undefined;
  }
}

/** An answer of a person to one of our numbers comes under the same address, if it is entered there. */
function isInbound(form: URLSearchParams): boolean {
  return form.get('SmsStatus') === 'received' && form.get('MessageStatus') === null;
}

/** Twilio has answered STOP, START and HELP by itself, and sends whatever else it is told here to the person. */
const nothingToSay: CallbackReply = { contentType: 'text/xml', body: '<Response/>' };

/** Longest text of Twilio, in characters. */
const textLengthMax = 1_600;

function inbound({ body, receivedAtMs }: CallbackRequest): InboundMessage | undefined {
  const form = formOf(body);
  const from = readAddress(form.get('From') ?? '');
  if (!isInbound(form) || !from) return undefined;
  return {
    id: messageIdOf(form.get('MessageSid') ?? form.get('SmsSid'), 'MessageSid'),
    from: from.phone,
    ...(from.carrier === null ? {} : { carrier: from.carrier }),
    meaning: toldByTwilio(form.get('OptOutType')) ?? meaningOfText(form.get('Body') ?? ''),
    text: storableText((form.get('Body') ?? '').slice(0, textLengthMax)),
    atMs: receivedAtMs,
  };
}

/** What Twilio acted on: with Advanced Opt-Out its own list of words decides. */
function toldByTwilio(optOutType: string | null): InboundMeaning | undefined {
  switch (optOutType) {
    case 'STOP':
      return 'stop';
    case 'START':
      return 'start';
    case 'HELP':
      return 'help';
    default:
      return undefined;
  }
}
