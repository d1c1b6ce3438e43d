import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replayWindowMs } from '../runtime/standard-webhook.ts';
import { dataDir, hasData } from '../test/data-dir.ts';
import { verifyHmac } from './hmac.ts';
import { platforms } from './registry.ts';
import { verifyStandardWebhook } from './standard-webhooks.ts';

interface Vector {
  readonly scheme: string;
  readonly secret: string;
  readonly msg_id: string;
  readonly timestamp: string;
  readonly payload: string;
  readonly params: Record<string, string>;
  readonly expected: string;
}

const vectorsFile = ['vectors', 'signature_vectors.json'] as const;
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasData(...vectorsFile))('published signatures (CART_DATA_DIR)', () => {
  const vectorOf = (scheme: string): Vector => {
    const vectors: Vector[] = JSON.parse(readFileSync(join(dataDir, ...vectorsFile), 'utf8'));
    const vector = vectors.find((one) => one.scheme.startsWith(scheme));
    if (!vector) throw new Error(`no vector of ${scheme}`);
    return vector;
  };

  test('of Standard Webhooks are right, among others of the same message too', () => {
    const { secret, msg_id: id, timestamp, payload, expected } = vectorOf('standard-webhooks');
    const request = {
      headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': expected },
      body: Buffer.from(payload),
      receivedAt: Number(timestamp) * 1_000,
    };
    expect(verifyStandardWebhook(request, [secret])).toEqual({ ok: true });
    const rotated = { ...request.headers, 'webhook-signature': `v1,AAAA v1a,BBBB ${expected}` };
    expect(verifyStandardWebhook({ ...request, headers: rotated }, ['whsec_b2xk', secret])).toEqual({ ok: true });
    const otherVersion = { ...request.headers, 'webhook-signature': expected.replace('v1,', 'v2,') };
    expect(verifyStandardWebhook({ ...request, headers: otherVersion }, [secret]).ok).toBe(false);
  });

  test('of Shopify’s OAuth calls are right', () => {
    const { secret, params, expected } = vectorOf('shopify OAuth');
    const query = Object.keys(params)
      .sort()
      .map((name) => `${name}=${params[name]}`)
      .join('&');
    const signed = { body: Buffer.from(query), signature: expected, algorithm: 'sha256', encoding: 'hex' } as const;
    expect(verifyHmac(signed, [secret])).toEqual({ ok: true });
    expect(verifyHmac({ ...signed, body: Buffer.from(`${query}x`) }, [secret]).ok).toBe(false);
  });
});

describe('a Standard Webhooks message', () => {
  const at = Date.UTC(2026, 10, 22);
  const bigcommerce = platforms.get('bigcommerce');
  const signed = (timestampMs: number) => {
    const timestamp = String(timestampMs / 1_000);
    const body = Buffer.from('{}');
    const signature = opensslHmac(Buffer.from(`m1.${timestamp}.{}`), 'client secret');
    const headers = { 'webhook-id': 'm1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    return { headers, body, receivedAt: at };
  };

  test.skipIf(!hasOpenssl)(
    'is a recording when its time is past the window, and a wrong clock when it is ahead',
    () => {
      for (const inside of [-replayWindowMs, 0, replayWindowMs])
        expect(bigcommerce?.verify(signed(at + inside), ['client secret'])).toEqual({ ok: true });
      for (const outside of [-replayWindowMs - 1_000, replayWindowMs + 1_000])
        expect(bigcommerce?.verify(signed(at + outside), ['client secret'])).toEqual({
          ok: false,
          reason: 'timestamp_outside_window',
        });
    },
  );

  test.each([
    [{ 'webhook-timestamp': undefined }, 'timestamp_missing'],
    [{ 'webhook-timestamp': 'now' }, 'timestamp_outside_window'],
    [{ 'webhook-id': undefined }, 'signature_missing'],
    [{ 'webhook-signature': '' }, 'signature_missing'],
  ])('without a proper head is refused: %o', (headers, reason) => {
    const head = {
      'webhook-id': 'm',
      'webhook-timestamp': String(at / 1_000),
      'webhook-signature': 'v1,x',
      ...headers,
    };
    expect(bigcommerce?.verify({ headers: head, body: Buffer.from('{}'), receivedAt: at }, ['s'])).toEqual({
      ok: false,
      reason,
    });
  });
});

describe.skipIf(!hasOpenssl)('Shopify’s signature by openssl (skipped without it)', () => {
  const body = Buffer.from('{"id":1,"title":"Käse – 🧀","price":"1.00"}\r\n\u0000\xff', 'latin1');

  test.each(['x-shopify-hmac-sha256', 'shopify-hmac-sha256'])('is right in the header %s', (header) => {
    const shopify = platforms.get('shopify');
    const request = { headers: { [header]: opensslHmac(body, 'hush') }, body, receivedAt: 0 };
    expect(shopify?.verify(request, ['hush'])).toEqual({ ok: true });
    expect(shopify?.verify({ ...request, body: body.subarray(1) }, ['hush']).ok).toBe(false);
  });

  test('and WooCommerce’s, of the same bytes, is the same', () => {
    const headers = { 'x-wc-webhook-signature': opensslHmac(body, 'hush'), 'x-wc-webhook-topic': 'order.updated' };
    expect(platforms.get('woocommerce')?.verify({ headers, body, receivedAt: 0 }, ['hush'])).toEqual({ ok: true });
  });
});

/** Base64 of the HMAC-SHA256 as another program computes it. */
function opensslHmac(body: Uint8Array, secret: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'signature-'));
  try {
    const file = join(folder, 'body');
    writeFileSync(file, body);
    return execFileSync('openssl', ['dgst', '-sha256', '-hmac', secret, '-binary', file]).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
