import { uuidPattern } from '../domain/ids.ts';
import { isMachineAgent } from '../domain/machine-agent.ts';
import type { InboundMeaning } from '../domain/opt-out-words.ts';
import type { RichCarrier } from '../domain/phone/carrier.ts';
import { isStorableText } from '../domain/storable-text.ts';
import type { CarrierFault } from './sms/carrier-codes.ts';

/** A vendor's request that tells what became of messages. */
export interface CallbackRequest {
  /** As the vendor called it, with its query: some sign it too. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  readonly receivedAtMs: number;
}

export type DeliveryReportKind =
  | 'delivered'
  | 'opened'
  | 'clicked'
  | 'bounced'
  | 'complained'
  | 'unsubscribed'
  | 'failed'
  /** Not tried, because the vendor's own list holds the address. */
  | 'refused';

/** What a vendor says of one message after it took it. */
export interface DeliveryReport {
  /** The vendor's own name of the report, the same when it is sent again. */
  readonly reportId: string;
  readonly providerMessageId: string;
  /** Our message, where the vendor repeats what was sent along: it finds one whose acceptance was never heard of. */
  readonly sentAs?: SentAs;
  readonly kind: DeliveryReportKind;
  readonly atMs: number;
  readonly code?: string;
  /** Bounced for good: the address must not be used again. */
  readonly permanent?: boolean;
  /** What it says of what carried a message to a telephone. */
  readonly carrierFault?: CarrierFault;
  /** The telephone could not be reached for now: what it says of the address counts once it is tried again. */
  readonly handsetAway?: true;
  /** What it says of our account and not of the address. */
  readonly fault?: 'blocked' | 'refused';
}

/** What a person sent to a sender of the installation. */
export interface InboundMessage {
  /** The provider's id of it. */
  readonly id: string;
  /** E.164. */
  readonly from: string;
  readonly meaning: InboundMeaning;
  readonly text: string;
  /** What it was written by, where that is no SMS. */
  readonly carrier?: RichCarrier;
  readonly atMs: number;
}

/** A mail as it came, and whom the vendor took it for. */
export interface ReceivedMail {
  /** RFC 5322. */
  readonly raw: Uint8Array;
  readonly recipients: readonly string[];
  /** What the signature may be used for once, where it does not cover the mail. */
  readonly nonce?: string;
}

export interface SentAs {
  readonly storeId: string;
  readonly messageId: string;
}

/**
 * The contract between the engine and a vendor that reports what became of messages. Pure: a callback is verified and
 * translated at the endpoint, kept, and translated again when it is processed.
 *
 * @example { verify: (request) => isSigned(request, secret), translate: (request) => [{ kind: 'delivered', … }] }
 */
export interface ProviderCallback {
  /** Whether the vendor signed this request. */
  verify(request: CallbackRequest): boolean | Promise<boolean>;
  /**
   * The reports in a request; none for news that says nothing about a message of ours. Throws
   * `UntranslatableCallbackError` for a body that is no report.
   */
  translate(request: CallbackRequest): readonly DeliveryReport[];
  /**
   * The reports of a request that brings many, a body each: every one is translated and kept by itself, so that one that is not
   * understood costs no other. Absent: a request is one. Throws `UntranslatableCallbackError` as `translate` does.
   */
  split?(request: CallbackRequest): readonly Uint8Array[];
  /**
   * What makes a signature good for one body only, where it does not cover the body: another body under it is no request of the
   * vendor's. Not together with `split`.
   */
  nonce?(request: CallbackRequest): string | undefined;
  /** What somebody who set this up should look at when a request is not verified. */
  hint?(request: CallbackRequest): string | undefined;
  /** What a person wrote, for a provider that hands on answers to its messages; undefined for every other request. */
  inbound?(request: CallbackRequest): InboundMessage | undefined;
  /**
   * The mail that a vendor took for the installation and hands on, from a request to another address than its reports'; undefined:
   * the vendor did not sign it. Absent: it hands on none.
   */
  receivedMail?(request: CallbackRequest): Promise<ReceivedMail | undefined>;
  /** What the vendor has to hear in place of our JSON; undefined where it does not mind. */
  reply?(request: CallbackRequest): CallbackReply | undefined;
}

export interface CallbackReply {
  readonly contentType: 'text/xml';
  readonly body: string;
}

/** A click as the vendor saw it: what a program followed says that the message arrived, and no more. */
export function clickOf(userAgent: unknown): Meaning {
  return isMachineAgent(typeof userAgent === 'string' ? userAgent : undefined)
    ? { kind: 'delivered', code: 'machine_click' }
    : { kind: 'clicked' };
}

/** What became of a message, as a vendor's own words mean it. */
export type Meaning = Pick<DeliveryReport, 'kind' | 'code' | 'permanent' | 'fault' | 'carrierFault' | 'handsetAway'>;

/** The body is not what the vendor documents. The message says what would be right, and repeats nothing of the body. */
export class UntranslatableCallbackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UntranslatableCallbackError';
  }
}

/** Longest id of a vendor's that is looked up; those known have 34 or 36 characters. */
const idLengthMax = 200;

/** The vendor's id of a message. Throws `UntranslatableCallbackError`, which names the field. */
export function messageIdOf(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= idLengthMax && isStorableText(value)) return value;
  throw new UntranslatableCallbackError(
    `"${field}" has to be the id of a message: text of 1 to ${idLengthMax} characters.`,
  );
}

/** What a vendor repeated, if it has the form of ids of ours: another program may send through the same account. */
export function sentAs(storeId: unknown, messageId: unknown): SentAs | undefined {
  return isId(storeId) && isId(messageId) ? { storeId, messageId } : undefined;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}
