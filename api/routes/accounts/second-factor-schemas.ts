import { z } from '@hono/zod-openapi';
import { passkeyName } from '../../../services/accounts/second-factors/passkeys.ts';
import { codeSchema } from '../../../services/accounts/second-factors/totp.ts';
import { momentSchema } from '../../openapi/json-content.ts';

const challenge = z.string().min(1).max(100);
/** Base64url of an authenticator; attestations with certificates are the longest. */
const encoded = z.string().max(16_384);
const credential = {
  id: encoded,
  rawId: encoded,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.object({}),
};

/** As `startAuthentication` of @simplewebauthn/browser gives it. */
const assertionSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: encoded,
      authenticatorData: encoded,
      signature: encoded,
      userHandle: encoded.optional(),
    }),
  })
  .openapi('PasskeyAssertion');

/** As `startRegistration` gives it. */
const attestationSchema = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: encoded,
      attestationObject: encoded,
      transports: z
        .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
        .max(10)
        .optional(),
    }),
  })
  .openapi('PasskeyAttestation');

export const secondFactorSchema = z
  .union([z.object({ challenge, code: codeSchema }), z.object({ challenge, passkey: assertionSchema })])
  .openapi('SecondFactorAnswer');
export const secondFactorExample = {
  challenge: 'mB7xT0cY5rP2eW8uN4jL6hG1dS9fK3aV0oIZk3v9aQ1',
  code: '492039',
} as const;

export const challengeSchema = z.object({ challenge }).openapi('SecondFactorChallenge');
export const challengeExample = { challenge: secondFactorExample.challenge } as const;

/** Handed to the browser as it is: the library on both sides knows what is in it. */
const browserOptions = z.looseObject({ challenge: z.string() });
export const assertionOptionsSchema = browserOptions.openapi('PasskeyRequestOptions');
export const assertionOptionsExample = {
  challenge: 'gH2kq0c5Y1o3W7mJx8vR4tLzE6sUaQ9dPfNbTiCyKhA',
  rpId: 'recover.example.com',
  allowCredentials: [{ id: 'dGhpcyBpcyBhIGNyZWRlbnRpYWw', type: 'public-key' }],
  userVerification: 'required',
  timeout: 60_000,
} as const;

export const secondFactorsSchema = z
  .object({
    totp: z.object({ confirmedAt: momentSchema }).nullable(),
    passkeys: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          rpId: z.string().openapi({ description: 'The host name that it was made under.' }),
          usable: z.boolean().openapi({ description: 'False: the dashboard has another address by now.' }),
          createdAt: momentSchema,
          lastUsedAt: momentSchema.nullable(),
        }),
      )
      .readonly(),
  })
  .openapi('SecondFactors');
export const secondFactorsExample = {
  totp: { confirmedAt: '2026-11-24T08:00:00.000Z' },
  passkeys: [
    {
      id: '0199a3d4-0c1d-7e2f-8a3b-4c5d6e7f8091',
      name: 'Laptop',
      rpId: 'recover.example.com',
      usable: true,
      createdAt: '2026-11-24T08:00:00.000Z',
      lastUsedAt: null,
    },
  ],
} as const;

export const begunTotpSchema = z
  .object({
    secret: z.string().openapi({ description: 'To be typed into the app. Shown this once.' }),
    uri: z.string().openapi({ description: 'To be shown as a picture that the app takes.' }),
  })
  .openapi('BegunTotp');
export const begunTotpExample = {
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  uri: 'otpauth://totp/Cart%20recovery:ada%40shop.example?issuer=Cart%20recovery&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
} as const;
export const totpCodeSchema = z.object({ code: codeSchema }).openapi('TotpCode');

export const begunPasskeySchema = z.object({ challenge: z.string(), options: browserOptions }).openapi('BegunPasskey');
export const begunPasskeyExample = {
  challenge: challengeExample.challenge,
  options: {
    challenge: assertionOptionsExample.challenge,
    rp: { name: 'Cart recovery', id: 'recover.example.com' },
    user: { id: 'c29tZWJvZHk', name: 'ada@shop.example', displayName: 'Ada' },
    pubKeyCredParams: [{ alg: -7, type: 'public-key' }],
  },
} as const;
export const newPasskeySchema = z
  .object({ challenge, name: passkeyName, response: attestationSchema })
  .openapi('NewPasskey');
export const newPasskeyExample = {
  challenge: challengeExample.challenge,
  name: 'Laptop',
  response: {
    id: 'dGhpcyBpcyBhIGNyZWRlbnRpYWw',
    rawId: 'dGhpcyBpcyBhIGNyZWRlbnRpYWw',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0', attestationObject: 'o2NmbXRkbm9uZQ' },
  },
} as const;
export const addedPasskeySchema = z.object({ id: z.string() }).openapi('AddedPasskey');
