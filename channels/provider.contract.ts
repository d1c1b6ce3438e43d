import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hourMs } from '../domain/duration.ts';
import { type RecordingProvider, startRecordingProvider, type VendorBehaviour } from '../test/recording-provider.ts';
import type { OutgoingMessage, Provider, SendOptions } from './provider.ts';

/** One provider under the shared rules. */
export interface ProviderCase<M extends OutgoingMessage> {
  readonly message: M;
  /** Makes the provider against an address; a vendor must give up after `timeoutMs`. */
  readonly open: (vendor: { readonly baseUrl: string; readonly timeoutMs: number }) => Provider<M>;
  /** False for a provider that calls nobody. */
  readonly remote: boolean;
  /** Starts the vendor where it is no HTTP server. It cannot say when it wants to be asked again. */
  readonly start?: () => Promise<RecordingProvider>;
}

const patient = 10_000;
const hasty = 150;
const options = (signal: AbortSignal = new AbortController().signal): SendOptions => ({
  storeId: '00000000-0000-4000-8000-000000000001',
  idempotencyKey: '00000000-0000-4000-8000-00000000000a',
  signal,
});

/** The rules that hold for whatever delivers messages. */
export function describeProvider<M extends OutgoingMessage>(
  name: string,
  { message, open, remote, start }: ProviderCase<M>,
): void {
  describe(`provider ${name}`, () => {
    let vendor: RecordingProvider;
    const startVendor = start ?? startRecordingProvider;
    beforeEach(async () => {
      vendor = await startVendor();
    });
    afterEach(() => vendor.close());
    const provider = (timeoutMs = patient) => open({ baseUrl: vendor.url, timeoutMs });
    const sendWhile = (behaviour: VendorBehaviour, timeoutMs = patient) => {
      vendor.next(behaviour);
      return provider(timeoutMs).send(message, options());
    };

    test('a message that was taken has the id that the provider gave it', async () => {
      const result = await provider().send(message, options());
      expect(result).toMatchObject({ kind: 'accepted', providerMessageId: expect.stringMatching(/.+/) });
    });

    test('a send that was cancelled before it began reaches nobody and may be repeated', async () => {
      const result = await provider().send(message, options(AbortSignal.abort()));
      expect(result).toMatchObject({ kind: 'rejected', class: 'retry' });
      expect(vendor.requests).toHaveLength(0);
    });

    test('how an unknown result is resolved fits what the provider can do', () => {
      const { recovery, lookup } = provider();
      expect(lookup !== undefined).toBe(recovery.kind === 'lookup');
      if (recovery.kind === 'idempotency_key') expect(recovery.windowMs).toBeGreaterThan(0);
    });

    if (!remote) return;

    test('one send is one request: retries belong to the engine', async () => {
      for (const kind of ['accept', 'drop', 'unavailable'] as const) {
        const before = vendor.requests.length;
        await sendWhile({ kind });
        expect(vendor.requests.length - before, kind).toBe(1);
      }
    });

    test('a refused connection took nothing and may be repeated', async () => {
      const closed = await startVendor();
      await closed.close();
      const result = await open({ baseUrl: closed.url, timeoutMs: patient }).send(message, options());
      expect(result).toMatchObject({ kind: 'rejected', class: 'retry', code: 'econnrefused' });
    });

    test('a throttled send may be repeated when the vendor says', async () => {
      const result = await sendWhile({ kind: 'throttle', retryAfterSeconds: 7 });
      expect(result).toMatchObject({
        kind: 'rejected',
        class: 'retry',
        retryAfterMs: start ? expect.any(Number) : 7_000,
      });
      expect(vendor.accepted).toHaveLength(0);
    });

    test('a refused message is refused for good', async () => {
      const result = await sendWhile({ kind: 'reject' });
      expect(result).toMatchObject({ kind: 'rejected', class: 'permanent' });
      expect(vendor.accepted).toHaveLength(0);
    });

    test('refused credentials do not cost the message', async () => {
      expect(await sendWhile({ kind: 'bad_credentials' })).toMatchObject({ kind: 'rejected', class: 'retry' });
    });

    test('an unavailable vendor never means a permanent refusal', async () => {
      expect(await sendWhile({ kind: 'unavailable' })).not.toMatchObject({ class: 'permanent' });
    });

    test.each(['accept_then_drop', 'drop', 'accept_then_garbage', 'accept_then_fail'] as const)(
      'whether the message was taken is unknown after %s',
      async (kind) => {
        expect(await sendWhile({ kind })).toMatchObject({ kind: 'unknown' });
      },
    );

    test('whether the message was taken is unknown when the vendor answers too late', async () => {
      expect(await sendWhile({ kind: 'accept_then_stall' }, hasty)).toMatchObject({
        kind: 'unknown',
        cause: 'timeout',
      });
    });

    test('whether the message was taken is unknown when the send is cancelled on the way', async () => {
      vendor.next({ kind: 'accept_then_stall' });
      const controller = new AbortController();
      const sending = provider().send(message, options(controller.signal));
      await expect.poll(() => vendor.accepted.length, { timeout: patient }).toBe(1);
      controller.abort();
      expect(await sending).toEqual({ kind: 'unknown', cause: 'cancelled' });
    });

    test('an unknown result is resolved without a second message', async () => {
      for (const kind of ['accept_then_drop', 'accept_then_fail'] as const) {
        await sendWhile({ kind });
        const { recovery, send, lookup } = provider();
        if (recovery.kind === 'idempotency_key')
          expect(await send(message, options())).toMatchObject({
            kind: 'accepted',
            providerMessageId: vendor.accepted[0]?.id,
          });
        if (recovery.kind === 'lookup')
          expect(await lookup?.(message, { ...options(), startedAt: Date.now() })).toEqual({
            kind: 'found',
            providerMessageId: vendor.accepted.at(-1)?.id,
          });
      }
      const sends = provider().recovery.kind === 'idempotency_key' ? 1 : 2;
      expect(vendor.accepted).toHaveLength(sends);
    });

    test('a look-up finds nothing when nothing was taken', async () => {
      await sendWhile({ kind: 'drop' });
      const { lookup } = provider();
      // Some vendors need a while until what they took can be found.
      const startedAt = Date.now() - hourMs;
      if (lookup) expect(await lookup(message, { ...options(), startedAt })).toEqual({ kind: 'not_found' });
    });

    test('no result repeats the address or the vendor’s sentence', async () => {
      const behaviours: readonly VendorBehaviour[] = [
        { kind: 'reject' },
        { kind: 'bad_credentials' },
        { kind: 'unavailable' },
        { kind: 'accept_then_fail' },
      ];
      for (const behaviour of behaviours) {
        const result = JSON.stringify(await sendWhile(behaviour));
        expect(result).not.toContain(message.to);
        expect(result).not.toContain('something is wrong');
      }
    });
  });
}
