import { describe, expect, test } from 'vitest';
import { optionalText, url } from '../runtime/setting-kinds.ts';
import { settings } from '../runtime/settings.ts';
import { envExample, manualPage } from '../scripts/docs/configuration-text.ts';
import { describeProvider } from './provider.contract.ts';
import type { SmsMessage } from './provider.ts';
import { providerSettings, readProvidersConfig } from './provider-config.ts';
import { defineProvider } from './provider-unit.ts';
import { createCallbacks, createProviders, providerNames } from './providers.ts';
import { providerUnits } from './registry.ts';
import { createSandbox } from './sandbox.ts';

const deps = { outbox: { put: async () => ({ id: 'taken' }) }, publicUrl: 'https://recover.example' };
const account = { TWILIO_ACCOUNT_SID: 'AC0', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+15005550006' };

function problemsOf(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { problems } = readProvidersConfig(providerUnits, env);
  return Object.fromEntries(problems.map(({ env: name, given }) => [name, given]));
}

describe('the providers of an installation', () => {
  const open = (env: Readonly<Record<string, string>>) =>
    createProviders(readProvidersConfig(providerUnits, env).config, deps);

  test('without any setting are the outbox on every channel', () => {
    const providers = open({});
    for (const channel of ['email', 'sms', 'push'] as const)
      expect(providers.choose(channel, {})).toMatchObject({ name: 'outbox', channel });
  });

  test('are all that have their account, whichever sends', () => {
    const providers = open({ RESEND_API_KEY: 're_x', ...account, SMS_PROVIDER: 'twilio' });
    expect(providers.choose('email', {})?.name).toBe('outbox');
    expect(providers.choose('sms', {})?.name).toBe('twilio');
    expect(providers.named('email', 'resend')?.name).toBe('resend');
    expect(providers.named('sms', 'resend')).toBeUndefined();
    expect(providers.named('push', 'firebase')).toBeUndefined();
  });

  test('send what a store picked, or nothing where its pick is not configured any more', () => {
    expect(open({ RESEND_API_KEY: 're_x' }).choose('email', { email: 'resend' })?.name).toBe('resend');
    expect(open({}).choose('email', { email: 'resend' })).toBeUndefined();
  });

  test('leave no key in a printed configuration', () => {
    const { config } = readProvidersConfig(providerUnits, { RESEND_API_KEY: 're_hunter2' });
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });

  test.each([
    ['EMAIL_PROVIDER', 'resend', ['RESEND_API_KEY']],
    ['SMS_PROVIDER', 'twilio', ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM']],
    ['SMS_PROVIDER', 'sns', ['SNS_ACCESS_KEY_ID', 'SNS_SECRET_ACCESS_KEY', 'SNS_REGION']],
    ['PUSH_PROVIDER', 'firebase', ['FIREBASE_SERVICE_ACCOUNT_FILE']],
    ['PUSH_PROVIDER', 'onesignal', ['ONESIGNAL_APP_ID', 'ONESIGNAL_API_KEY']],
    ['PUSH_PROVIDER', 'webpush', ['WEB_PUSH_PUBLIC_KEY', 'WEB_PUSH_PRIVATE_KEY', 'WEB_PUSH_SUBJECT']],
  ])('need their account where %s=%s', (variable, provider, needed) => {
    expect(Object.keys(problemsOf({ [variable]: provider }))).toEqual(needed);
  });

  test('that are wrong or unknown are said, without showing a secret', () => {
    expect(problemsOf({ EMAIL_PROVIDER: 'pigeon', RESEND_BASE_URL: 'ftp://x', RESEND_API_KEY: 're_hunter2' })).toEqual({
      EMAIL_PROVIDER: 'given "pigeon"',
      RESEND_BASE_URL: 'given "ftp://x"',
    });
  });

  test('have names and variables of their own', () => {
    const names = providerUnits.map(({ channel, name }) => `${channel}/${name}`);
    const variables = [...Object.values(settings), ...providerSettings(providerUnits)].map(({ env }) => env);
    for (const list of [names, variables]) expect(list).toEqual([...new Set(list)]);
  });
});

describe('a provider that is added', () => {
  const pigeon = defineProvider({
    name: 'pigeon',
    channel: 'sms',
    title: 'Pigeon Post',
    settings: {
      loft: { env: 'PIGEON_LOFT', ...optionalText(), about: 'Where it lives.', example: 'roof', needed: true },
      secret: { env: 'PIGEON_SECRET', ...optionalText(), about: 'What it answers to.', example: 'coo', secret: true },
      baseUrl: { env: 'PIGEON_URL', ...url('https://pigeon.example'), about: 'Address.', example: 'https://a.example' },
    },
    create: ({ loft }, { outbox }) => ({ ...createSandbox<SmsMessage>('sms', outbox), name: `pigeon of ${loft}` }),
    callback: ({ secret }, { publicUrl }) =>
      secret === undefined
        ? undefined
        : {
            verify: ({ url: called }) => called === `${publicUrl}/${secret}`,
            translate: () => [],
          },
  });
  const units = [...providerUnits, pigeon];

  test('is in the documents with the choice of its channel', () => {
    const all = providerSettings(units);
    expect(envExample(all)).toContain('# ── SMS: Pigeon Post ──\n# Where it lives.\n# PIGEON_LOFT=roof\n');
    expect(manualPage(all)).toContain('| `PIGEON_URL` | Address. | `https://pigeon.example` |');
    expect(all.find(({ env }) => env === 'SMS_PROVIDER')?.expects).toBe('one of outbox, twilio, sns, pigeon');
    expect(all.find(({ env }) => env === 'PIGEON_SECRET')?.secret).toBe(true);
  });

  test('may be chosen once it has what it needs', () => {
    const problems = (env: Readonly<Record<string, string>>) => readProvidersConfig(units, env).problems;
    expect(problems({ SMS_PROVIDER: 'pigeon' })).toEqual([
      {
        env: 'PIGEON_LOFT',
        given: 'not set, but needed with SMS_PROVIDER=pigeon',
        expects: 'text, for example roof',
      },
    ]);
    expect(problems({ SMS_PROVIDER: 'pigeon', PIGEON_LOFT: 'barn' })).toEqual([]);
    expect(problems({ EMAIL_PROVIDER: 'pigeon', PIGEON_LOFT: 'barn' }).map(({ env }) => env)).toEqual([
      'EMAIL_PROVIDER',
    ]);
  });

  test('sends, is found by its name, and may be picked by a store', () => {
    const { config } = readProvidersConfig(units, { PIGEON_LOFT: 'barn' });
    expect(providerNames(config)).toEqual({ email: ['outbox'], sms: ['outbox', 'pigeon'], push: ['outbox'] });
    const providers = createProviders(config, deps);
    expect(providers.named('sms', 'pigeon')?.name).toBe('pigeon of barn');
    expect(providers.choose('sms', { sms: 'pigeon' })?.name).toBe('pigeon of barn');
    expect(providers.choose('sms', {})?.name).toBe('outbox');
  });

  test('reports once it has what verifies the reports', async () => {
    const callbackOf = (env: Readonly<Record<string, string>>) =>
      createCallbacks(readProvidersConfig(units, env).config, deps)('pigeon');
    expect(callbackOf({ PIGEON_LOFT: 'barn' })).toBeUndefined();
    const request = { url: 'https://recover.example/coo', headers: {}, body: new Uint8Array(), receivedAtMs: 0 };
    expect(await callbackOf({ PIGEON_LOFT: 'barn', PIGEON_SECRET: 'coo' })?.verify(request)).toBe(true);
  });

  describeProvider<SmsMessage>('sms/pigeon', {
    message: { channel: 'sms', to: '+4915112345678', text: 'Your cart' },
    remote: false,
    open: () => pigeon.create({ loft: 'barn', secret: undefined, baseUrl: 'https://pigeon.example' }, deps),
  });
});
