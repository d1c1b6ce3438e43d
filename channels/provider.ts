import type { Channel } from '../domain/channel.ts';
import type { RichCarrier } from '../domain/phone/carrier.ts';
import type { SmsSender } from '../domain/phone/way-out.ts';
import type { SenderFault } from '../domain/sender-account.ts';
import type { Meaning } from './provider-callback.ts';
import type { CarrierFault } from './sms/carrier-codes.ts';

/**
 * The contract between the engine and a vendor that delivers messages. A provider file knows its vendor's wire format
 * and maps every answer to one of three results; the shared tests in `provider.contract.ts` run over all of them.
 *
 * After the first byte has left, only a definite answer is `accepted` or `rejected`; everything else is `unknown`.
 */
export interface Provider<M extends OutgoingMessage = OutgoingMessage> {
  readonly name: string;
  readonly channel: M['channel'];
  /** False for one that only keeps its messages: they reach no person. Absent: it delivers them. */
  readonly delivers?: false;
  /**
   * Of two contents under one key it keeps the first, and says nothing of the second: what an earlier attempt was going to say
   * has to be kept by nobody else. Absent: it has, since a vendor refuses another content under the same key.
   */
  readonly keepsFirst?: true;
  /** What it has senders for beside SMS; absent: SMS alone. */
  readonly carries?: readonly RichCarrier[];
  /** Of SMS: what the people who get them cannot do. Absent: they can answer. */
  readonly sender?: SmsSender;
  /** How an unknown result may be resolved. `none`: never sent again. */
  readonly recovery:
    | { readonly kind: 'idempotency_key'; readonly windowMs: number }
    | { readonly kind: 'lookup' }
    | { readonly kind: 'none' };
  send(message: M, options: SendOptions): Promise<SendResult>;
  /** Asks the vendor whether it took the message; only for `recovery.kind === 'lookup'`. */
  lookup?(message: M, options: LookupOptions): Promise<LookupResult>;
  /**
   * Asks the vendor what became of a message that it took; undefined: it is still on its way, or nobody knows. Throws
   * `VendorCallError` where there is no answer. Absent: it cannot be asked.
   */
  report?(providerMessageId: string, options: AskOptions): Promise<Meaning | undefined>;
}

export interface AskOptions {
  readonly signal: AbortSignal;
}
export interface SendOptions extends AskOptions {
  /** Whose message it is; vendors see it at most as a tag. */
  readonly storeId: string;
  /** Same message, same key, over every attempt: our message id. */
  readonly idempotencyKey: string;
}
export interface LookupOptions extends SendOptions {
  /** When the attempt began, epoch milliseconds. */
  readonly startedAt: number;
  /** The vendor's ids of earlier attempts, whose end is known: what is looked for is another one. Absent: there are none. */
  readonly ended?: readonly string[];
}

export type SendResult =
  | { readonly kind: 'accepted'; readonly providerMessageId: string }
  /** The vendor took nothing. `permanent`: never try again; `retry`: try later. `suppress`: the address must not be used again. `unsubscribed`: its person told the vendor so, which is a refusal of theirs. */
  | {
      readonly kind: 'rejected';
      readonly class: 'permanent' | 'retry';
      readonly code: string;
      readonly retryAfterMs?: number;
      readonly suppress?: boolean;
      readonly unsubscribed?: boolean;
      /** What it says of the account, whatever the message. */
      readonly fault?: SenderFault;
      /** What it says of what carried a message to a telephone; only of one that is `by` something. */
      readonly carrierFault?: CarrierFault;
    }
  /** The vendor may or may not have taken it. */
  | { readonly kind: 'unknown'; readonly cause: string; readonly fault?: 'unreachable' };

export type LookupResult =
  | { readonly kind: 'found'; readonly providerMessageId: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unknown'; readonly cause: string };

export interface EmailMessage {
  readonly channel: 'email';
  readonly to: string;
  /** `Name <address>`. */
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** List-Unsubscribe and friends. */
  readonly headers: Readonly<Record<string, string>>;
}
export interface SmsMessage {
  readonly channel: 'sms';
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** What carries it in place of SMS. */
  readonly by?: CarriedBy;
}
export interface CarriedBy {
  readonly carrier: RichCarrier;
  /** The vendor's template with what stands in it; null: the text as it is. */
  readonly content: { readonly sid: string; readonly variables: Readonly<Record<string, string>> } | null;
}
export interface PushMessage {
  readonly channel: 'push';
  /** Device registration token. */
  readonly to: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
}
export type OutgoingMessage = EmailMessage | SmsMessage | PushMessage;
export type MessageOf<C extends Channel> = Extract<OutgoingMessage, { channel: C }>;
