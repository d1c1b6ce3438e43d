import { readInboundMail } from '../../../channels/email/inbound-mail.ts';
import { signedMail } from '../../../channels/email/signed-mail.ts';
import {
  type CallbackRequest,
  type ReceivedMail,
  UntranslatableCallbackError,
} from '../../../channels/provider-callback.ts';
import type { CallbackOf } from '../../../channels/providers.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { keepCallbacks } from './keep.ts';

/** Most bytes of one mail with its attachments; what a mail server takes is often twice as much. */
export const inboundMailBytesMax = 10 * 1_024 * 1_024;

/** Under which name mails are kept among the callbacks, whoever brought them. */
export const inboundMailName = 'inbound-mail';

/** What makes the installation take mail; `domain` undefined: it takes none. */
export interface InboundMailSettings {
  readonly domain?: string | undefined;
  /** `whsec_…`, of whoever brings mails as they are. */
  readonly secret?: string | undefined;
}

export interface ReceiveMail {
  /** Null: the mail as it is, signed with the secret of the installation. */
  readonly provider: string | null;
  readonly request: CallbackRequest;
  /** Told of a request that nobody signed, before it is refused; may refuse it by the rate of its address. */
  readonly onUnsigned: () => void;
}

interface ReceiveMailDeps {
  readonly database: Pick<Database, 'app'>;
  readonly callbackOf: CallbackOf;
  readonly settings: InboundMailSettings;
}

/**
 * Takes in one mail: checks that it is signed, reads it, and keeps what was read until it is acted on. Resolves when that is
 * durable. Throws `not_found`, `unauthenticated`, `invalid` or `payload_too_large`.
 */
export async function receiveMail(
  { database, callbackOf, settings }: ReceiveMailDeps,
  { provider, request, onUnsigned }: ReceiveMail,
): Promise<'kept' | 'duplicate'> {
  if (request.body.byteLength > inboundMailBytesMax)
    throw new ServiceError('payload_too_large', `The body may have at most ${inboundMailBytesMax} bytes.`);
  if (settings.domain === undefined)
    throw new ServiceError('not_found', 'This installation takes no mail: INBOUND_EMAIL_DOMAIN is not set.');
  const reader = provider === null ? undefined : callbackOf(provider)?.receivedMail;
  if (provider !== null && !reader) {
    onUnsigned();
    throw new ServiceError('not_found', 'No provider of this name brings mail here.', { path: 'provider' });
  }
  const received = await (reader ? understood(() => reader(request)) : signedMail(request, settings.secret));
  if (!received) {
    onUnsigned();
    throw new ServiceError('unauthenticated', 'This request is not signed as it has to be.');
  }
  return keep(database, request, received);
}

async function keep(
  database: Pick<Database, 'app'>,
  { url, receivedAtMs }: CallbackRequest,
  { raw, recipients, nonce }: ReceivedMail,
): Promise<'kept' | 'duplicate'> {
  const body = Buffer.from(JSON.stringify(await readInboundMail(raw, recipients)));
  const callback = { provider: inboundMailName, request: { url, headers: {}, body, receivedAtMs }, reports: [] };
  const kept = await keepCallbacks(database, { provider: inboundMailName, callbacks: [callback], nonce });
  if (kept === 'nonce_reused')
    throw new ServiceError('unauthenticated', 'The signature of this request was used before.');
  return kept;
}

async function understood<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof UntranslatableCallbackError)) throw cause;
    throw new ServiceError('invalid', cause.message, { cause });
  }
}
