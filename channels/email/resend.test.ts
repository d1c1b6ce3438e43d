import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { EmailMessage } from '../provider.ts';
import { createResend } from './resend.ts';

const message: EmailMessage = {
  channel: 'email',
  to: 'ada@example.com',
  from: 'Shop <shop@example.com>',
  subject: 'Your cart',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {
    'List-Unsubscribe': '<https://recover.example/u/x>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };

describe('Resend', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const resend = () => createResend({ apiKey: 're_secret', baseUrl: vendor.url });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return resend().send(message, options);
  };

  test('sends both bodies and the unsubscribe headers under our key', async () => {
    await resend().send(message, options);
    const [request] = vendor.requests;
    expect(request?.headers).toMatchObject({ authorization: 'Bearer re_secret', 'idempotency-key': 'message-1' });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      from: message.from,
      to: message.to,
      subject: message.subject,
      html: message.html,
      text: message.text,
      headers: message.headers,
      tags: [
        { name: 'message', value: 'message-1' },
        { name: 'store', value: 'store-1' },
      ],
    });
  });

  test('names where answers go in the field that it has for it', async () => {
    await resend().send(
      { ...message, headers: { ...message.headers, 'Reply-To': 'reply+1@in.shop.example' } },
      options,
    );
    expect(JSON.parse(vendor.requests[0]?.body ?? '')).toMatchObject({
      reply_to: 'reply+1@in.shop.example',
      headers: message.headers,
    });
  });

  test('a key that Resend already knows means that an earlier attempt may have been taken (field 24)', async () => {
    expect(await sendWhile('invalid_idempotent_request:409')).toEqual({
      kind: 'unknown',
      cause: 'invalid_idempotent_request',
    });
    expect(await sendWhile('concurrent_idempotent_requests:409')).toEqual({
      kind: 'unknown',
      cause: 'concurrent_idempotent_requests',
    });
  });

  test.each([
    ['daily_quota_exceeded:429', 'day_quota'],
    ['monthly_quota_exceeded:429', 'month_quota'],
    ['rate_limit_exceeded:429', 'throttled'],
    ['invalid_api_key:403', 'refused'],
  ])('%s says of the account: %s', async (code, fault) => {
    expect(await sendWhile(code)).toMatchObject({ class: 'retry', code: code.split(':')[0], fault });
  });

  test.each(['validation_error:422', 'missing_required_field:422', 'invalid_from_address:422'])(
    '%s is refused for good',
    async (code) => {
      expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: code.split(':')[0] });
    },
  );
});
