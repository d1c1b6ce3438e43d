import {
  type CallbackRequest,
  type ProviderCallback,
  UntranslatableCallbackError,
} from '../../../channels/provider-callback.ts';
import type { CallbackOf } from '../../../channels/providers.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { keepCallback } from './keep.ts';

export interface ReceiveCallback {
  /** From the address that was asked. */
  readonly provider: string;
  readonly request: CallbackRequest;
  /** Told of a request that no provider signed, before it is refused; may refuse it by the rate of its address. */
  readonly onUnsigned: () => void;
}

/** Largest request that is kept: what vendors send of one message has a few kB, and some send a few hundred at once. */
export const callbackBytesMax = 192 * 1_024;

/**
 * Takes in one request of a provider: checks that the vendor signed its exact bytes and that it is a report, and keeps
 * it. Resolves when it is durable. Throws `not_found`, `unauthenticated`, `invalid` or `payload_too_large`.
 */
export async function receiveCallback(
  { database, callbackOf }: { readonly database: Pick<Database, 'app'>; readonly callbackOf: CallbackOf },
  { provider, request, onUnsigned }: ReceiveCallback,
): Promise<'kept' | 'duplicate'> {
  if (request.body.byteLength > callbackBytesMax)
    throw new ServiceError('payload_too_large', `The body may have at most ${callbackBytesMax} bytes.`);
  const callback = callbackOf(provider);
  if (!callback || !(await callback.verify(request))) {
    // Only now: some vendors never repeat a report, and a flood must not lock out those who share its address.
    onUnsigned();
    throw callback
      ? new ServiceError('unauthenticated', 'This request is not signed as it has to be.')
      : new ServiceError('not_found', 'No provider of this name reports here.', { path: 'provider' });
  }
  return keepCallback(database, { provider, request, reports: translated(callback, request) });
}

function translated(callback: ProviderCallback, request: CallbackRequest): ReturnType<ProviderCallback['translate']> {
  try {
    return callback.translate(request);
  } catch (cause) {
    if (!(cause instanceof UntranslatableCallbackError)) throw cause;
    throw new ServiceError('invalid', cause.message, { cause });
  }
}
