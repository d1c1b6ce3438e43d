import {
  type CallbackRequest,
  type DeliveryReport,
  type ProviderCallback,
  UntranslatableCallbackError,
} from '../../../channels/provider-callback.ts';
import type { CallbackOf } from '../../../channels/providers.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { keepCallbacks, type NewCallback } from './keep.ts';

export interface ReceiveCallback {
  /** From the address that was asked. */
  readonly provider: string;
  readonly request: CallbackRequest;
  /** Told of a request that no provider signed, before it is refused; may refuse it by the rate of its address. */
  readonly onUnsigned: () => void;
  /** Told of parts of a request that were not understood: each is kept aside, and the others take effect. */
  readonly onSetAside?: (parts: number) => void;
}

/** Largest request that is kept: what vendors send of one message has a few kB; a batch of SendGrid's has up to 768 kB. */
export const callbackBytesMax = 1_024 * 1_024;
/** Most parts of one request: an event of a batch has at least 150 bytes. */
export const callbackPartsMax = 7_000;

/**
 * Takes in one request of a provider: checks that the vendor signed it and that it is a report, and keeps it, the parts of a
 * batch each by itself. Resolves when it is durable. Throws `not_found`, `unauthenticated`, `invalid` or `payload_too_large`.
 */
export async function receiveCallback(
  { database, callbackOf }: { readonly database: Pick<Database, 'app'>; readonly callbackOf: CallbackOf },
  { provider, request, onUnsigned, onSetAside }: ReceiveCallback,
): Promise<'kept' | 'duplicate'> {
  if (request.body.byteLength > callbackBytesMax)
    throw new ServiceError('payload_too_large', `The body may have at most ${callbackBytesMax} bytes.`);
  const callback = callbackOf(provider);
  if (!callback || !(await callback.verify(request))) {
    // Only now: some vendors never repeat a report, and a flood must not lock out those who share its address.
    onUnsigned();
    throw callback
      ? new ServiceError('unauthenticated', notSigned(callback.hint?.(request)))
      : new ServiceError('not_found', 'No provider of this name reports here.', { path: 'provider' });
  }
  const callbacks = callback.split
    ? partsOf(callback, request, provider)
    : [{ provider, request, reports: translated(callback, request) }];
  const kept = await keepCallbacks(database, { provider, callbacks, nonce: callback.nonce?.(request) });
  if (kept === 'nonce_reused') throw new ServiceError('unauthenticated', notSigned('Its signature was used before.'));
  const setAside = callbacks.filter(({ reports }) => reports === null).length;
  if (kept === 'kept' && setAside > 0) onSetAside?.(setAside);
  return kept;
}

function notSigned(hint: string | undefined): string {
  return ['This request is not signed as it has to be.', hint].filter(Boolean).join(' ');
}

function translated(callback: ProviderCallback, request: CallbackRequest): readonly DeliveryReport[] {
  return orInvalid(() => callback.translate(request));
}

function partsOf(callback: ProviderCallback, request: CallbackRequest, provider: string): readonly NewCallback[] {
  const bodies = orInvalid(() => callback.split?.(request) ?? []);
  if (bodies.length > callbackPartsMax)
    throw new ServiceError('payload_too_large', `The body may have at most ${callbackPartsMax} parts.`);
  return bodies.map((body) => {
    const part = { ...request, body };
    return { provider, request: part, reports: understood(callback, part) };
  });
}

/** Null: not understood. */
function understood(callback: ProviderCallback, part: CallbackRequest): readonly DeliveryReport[] | null {
  try {
    return callback.translate(part);
  } catch (error) {
    if (error instanceof UntranslatableCallbackError) return null;
    throw error;
  }
}

function orInvalid<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof UntranslatableCallbackError)) throw cause;
    throw new ServiceError('invalid', cause.message, { cause });
  }
}
