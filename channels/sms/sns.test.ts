import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { awsAuthorizationOf } from '../../test/aws-authorization.ts';
import { type RecordingProvider, startRecordingProvider } from '../../test/recording-provider.ts';
import type { SmsMessage } from '../provider.ts';
import { readProvidersConfig } from '../provider-config.ts';
import { providerUnits } from '../registry.ts';
import { createSns, type SnsSettings, sns as unit } from './sns.ts';

const message: SmsMessage = { channel: 'sms', to: '+4915112345678', text: 'Dein Körbchen & mehr: https://r.example/1' };
const options = { storeId: 'store-1', idempotencyKey: 'message-1', signal: new AbortController().signal };
const account = { accessKeyId: 'AKIATEST', secretAccessKey: 'hunter2', region: 'eu-central-1' };

describe('Amazon SNS', () => {
  let vendor: RecordingProvider;
  beforeEach(async () => {
    vendor = await startRecordingProvider();
  });
  afterEach(() => vendor.close());
  const sns = (settings: Partial<SnsSettings> = {}) =>
    createSns({ ...account, smsType: 'Promotional', baseUrl: vendor.url, ...settings });
  const sendWhile = (code: string) => {
    vendor.next({ kind: 'reject', code });
    return sns().send(message, options);
  };
  const lastForm = () => Object.fromEntries(new URLSearchParams(vendor.requests.at(-1)?.body));

  test('publishes to the number, with the kind of SMS', async () => {
    await sns().send(message, options);
    expect(lastForm()).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      PhoneNumber: message.to,
      Message: message.text,
      'MessageAttributes.entry.1.Name': 'AWS.SNS.SMS.SMSType',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'Promotional',
    });
  });

  test('a highest price is a number, and a sender’s name follows it', async () => {
    await sns({ smsType: 'Transactional', maxPriceUsd: '0.10', senderId: 'LampShop' }).send(message, options);
    expect(lastForm()).toMatchObject({
      'MessageAttributes.entry.1.Value.StringValue': 'Transactional',
      'MessageAttributes.entry.2.Name': 'AWS.SNS.SMS.MaxPrice',
      'MessageAttributes.entry.2.Value.DataType': 'Number',
      'MessageAttributes.entry.2.Value.StringValue': '0.10',
      'MessageAttributes.entry.3.Name': 'AWS.SNS.SMS.SenderID',
      'MessageAttributes.entry.3.Value.StringValue': 'LampShop',
    });
  });

  test('a sender’s name alone is the second attribute: SNS counts them without gaps', async () => {
    await sns({ senderId: 'LampShop' }).send(message, options);
    expect(lastForm()['MessageAttributes.entry.2.Name']).toBe('AWS.SNS.SMS.SenderID');
  });

  test('signs what goes over the wire', async () => {
    await sns().send(message, options);
    const [request] = vendor.requests;
    expect(request?.headers['authorization']).toBe(request && awsAuthorizationOf(request, 'sns', account));
  });

  test.each(['InvalidParameter', 'InvalidParameterValue', 'ValidationException'])(
    '%s is refused for good and costs nobody their number',
    async (code) => {
      expect(await sendWhile(code)).toEqual({ kind: 'rejected', class: 'permanent', code: code.toLowerCase() });
    },
  );

  test.each(['Throttled', 'Throttling', 'OptInRequired', 'AuthorizationError'])(
    '%s is of the account or of the moment, and costs no message',
    async (code) => {
      expect(await sendWhile(code)).toMatchObject({ kind: 'rejected', class: 'retry', code: code.toLowerCase() });
    },
  );

  test('tells nothing after it took a message: the unit has no reports (field 33)', () => {
    expect(unit).not.toHaveProperty('callback');
  });

  test.each([
    ['SNS_SMS_TYPE', 'marketing'],
    ['SNS_MAX_PRICE_USD', '0'],
    ['SNS_MAX_PRICE_USD', '0,10'],
    ['SNS_SENDER_ID', '12345'],
    ['SNS_SENDER_ID', 'TheLampShop24'],
  ])('%s=%s is refused when it is set', (env, value) => {
    expect(readProvidersConfig(providerUnits, { [env]: value }).problems.map((problem) => problem.env)).toContain(env);
  });
});
