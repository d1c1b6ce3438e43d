import fc from 'fast-check';
import { PublicProtocol } from 'paseto';
import { GenerateKeyPairFactory, ImportPublicKeyFactory, SignFactory, VerifyFactory } from 'paseto/v4/public';
import { describe, expect, test } from 'vitest';
import { accessTokenSeconds, createAccessTokens } from './access-token.ts';

const secret = 'a secret of at least thirty-two characters';
const claims = { userId: 'u-1', sessionId: 's-1', generation: 3 };
const startedAt = Date.parse('2026-11-02T10:00:00Z');
const tokensAt = (at: number, key = secret) => createAccessTokens({ secret: key, now: () => at });
const token = await tokensAt(startedAt).issue(claims);

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('an access token', () => {
  test('says who it was made for until its quarter of an hour is over', async () => {
    const lastMs = startedAt + accessTokenSeconds * 1_000;
    expect(await tokensAt(startedAt).read(token)).toEqual(claims);
    expect(await tokensAt(lastMs).read(token)).toEqual(claims);
    expect(await tokensAt(lastMs + 1).read(token)).toBeNull();
  });

  test('ends at its time also where it was read before', async () => {
    let at = startedAt;
    const tokens = createAccessTokens({ secret, now: () => at });
    expect(await tokens.read(token)).toEqual(claims);
    at += accessTokenSeconds * 1_000;
    expect(await tokens.read(token)).toBeNull();
  });

  test('of another installation, and one from the future, is none', async () => {
    expect(await tokensAt(startedAt, `${secret}!`).read(token)).toBeNull();
    expect(await tokensAt(startedAt - 60_000).read(token)).toBeNull();
  });

  test('is none after any change to its text, beside the right one that is remembered', async () => {
    const tokens = tokensAt(startedAt);
    expect(await tokens.read(token)).toEqual(claims);
    const changed = fc
      .record({
        at: fc.nat({ max: token.length }),
        character: fc.constantFrom(...alphabet, '=', '.', ' ', '+', '/', '\u0000', 'ä'),
        how: fc.constantFrom('replaced', 'inserted', 'cut'),
      })
      .map(({ at, character, how }) => {
        if (how === 'cut') return token.slice(0, at);
        return token.slice(0, at) + character + token.slice(how === 'replaced' ? at + 1 : at);
      })
      .filter((other) => other !== token);
    await fc.assert(
      fc.asyncProperty(changed, async (other) => {
        expect(await tokens.read(other)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test('has one spelling: other last bits of base64url, padding and a second footer are refused', async () => {
    const [version, purpose, body = '', footer = ''] = token.split('.');
    const respelled = (part: string) =>
      [...alphabet].filter((last) => !part.endsWith(last)).map((last) => part.slice(0, -1) + last);
    const others = [
      ...respelled(body).map((other) => [version, purpose, other, footer]),
      ...respelled(footer).map((other) => [version, purpose, body, other]),
      [version, purpose, `${body}=`, footer],
      [version, purpose, body, `${footer}=`],
      [version, purpose, body, footer, footer],
      [version, purpose, body],
      [version, purpose, body, ''],
      ['v3', purpose, body, footer],
      [version, 'local', body, footer],
      [version?.toUpperCase(), purpose, body, footer],
    ].map((parts) => parts.join('.'));
    for (const other of others) expect(await tokensAt(startedAt).read(other), other).toBeNull();
  });

  test('is none that somebody signed with a key of their own, though all else is right', async () => {
    const protocol = new PublicProtocol(GenerateKeyPairFactory, SignFactory, VerifyFactory);
    const { secretKey } = await protocol.GenerateKeyPair();
    const footer = Buffer.from(token.split('.')[3] ?? '', 'base64url');
    const forged = await protocol.Sign(
      secretKey,
      { sub: 'u-1', sid: 's-1', gen: 3, aud: 'cart-recovery' },
      { expiresIn: accessTokenSeconds, footer, now: new Date(startedAt) },
    );
    expect(await tokensAt(startedAt).read(forged)).toBeNull();
  });

  test.each(['', '.', '...', 'v4.public.', 'v4.public..', 'x'.repeat(100_000), '🙂', `Bearer ${token}`, ` ${token}`])(
    'is not %#: text that anybody may send is refused without an error',
    async (text) => {
      expect(await tokensAt(startedAt).read(text)).toBeNull();
    },
  );
});

/** The v4 vectors of https://github.com/paseto-standard/test-vectors: what signs must verify, what must fail fails. */
describe('the official vectors of PASETO v4', () => {
  const publicKeyHex = '1eb9dbbbbc047c03fd70604e0071f0987e16b28b757225c11f00415d0e20b1a2';
  const kidFooter = '{"kid":"zVhMiPBP9fRf2snEcT7gFTioeA9COcNy9DfgL1W60haN"}';
  const signedBody = 'eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCswMDowMCJ9';
  const footerText = 'eyJraWQiOiJ6VmhNaVBCUDlmUmYyc25FY1Q3Z0ZUaW9lQTlDT2NOeTlEZmdMMVc2MGhhTiJ9';
  const textFooter = 'YXJiaXRyYXJ5LXN0cmluZy10aGF0LWlzbid0LWpzb24';
  const valid = [
    [
      '4-S-1',
      `v4.public.${signedBody}bg_XBBzds8lTZShVlwwKSgeKpLT3yukTw6JUz3W4h_ExsQV-P0V54zemZDcAxFaSeef1QlXEFtkqxT1ciiQEDA`,
      '',
      '',
    ],
    [
      '4-S-2',
      `v4.public.${signedBody}v3Jt8mx_TdM2ceTGoqwrh4yDFn0XsHvvV_D0DtwQxVrJEBMl0F2caAdgnpKlt4p7xBnx1HcO-SPo8FPp214HDw.${footerText}`,
      kidFooter,
      '',
    ],
    [
      '4-S-3',
      `v4.public.${signedBody}NPWciuD3d0o5eXJXG5pJy-DiVEoyPYWs1YSTwWHNJq6DZD3je5gf-0M4JR9ipdUSJbIovzmBECeaWmaqcaP0DQ.${footerText}`,
      kidFooter,
      '{"test-vector":"4-S-3"}',
    ],
  ] as const;
  const refused = [
    [
      '4-F-1',
      `v4.local.vngXfCISbnKgiP6VWGuOSlYrFYU300fy9ijW33rznDYgxHNPwWluAY2Bgb0z54CUs6aYYkIJ-bOOOmJHPuX_34Agt_IPlNdGDpRdGNnBz2MpWJvB3cttheEc1uyCEYltj7wBQQYX.${textFooter}`,
    ],
    [
      '4-F-2',
      `v4.public.eyJpbnZhbGlkIjoidGhpcyBzaG91bGQgbmV2ZXIgZGVjb2RlIn22Sp4gjCaUw0c7EH84ZSm_jN_Qr41MrgLNu5LIBCzUr1pn3Z-Wukg9h3ceplWigpoHaTLcwxj0NsI1vjTh67YB.${footerText}`,
    ],
    [
      '4-F-3',
      `v3.local.23e_2PiqpQBPvRFKzB0zHhjmxK3sKo2grFZRRLM-U7L0a8uHxuF9RlVz3Ic6WmdUUWTxCaYycwWV1yM8gKbZB2JhygDMKvHQ7eBf8GtF0r3K0Q_gF1PXOxcOgztak1eD1dPe9rLVMSgR0nHJXeIGYVuVrVoLWQ.${textFooter}`,
    ],
    [
      '4-F-4',
      'v4.local.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAr68PS4AXe7If_ZgesdkUMvSwscFlAl1pk5HC0e8kApeaqMfGo_7OpBnwJOAbY9V7WU6abu74MmcUE8YWAiaArVI8XJ5hOb_4v9RmDkneN0S92dx0OW4pgy7omxgf3S8c3LlQh',
    ],
    [
      '4-F-5',
      `v4.local.32VIErrEkmY4JVILovbmfPXKW9wT1OdQepjMTC_MOtjA4kiqw7_tcaOM5GNEcnTxl60WkwMsYXw6FSNb_UdJPXjpzm0KW9ojM5f4O2mRvE2IcweP-PRdoHjd5-RHCiExR1IK6t4x-RMNXtQNbz7FvFZ_G-lFpk5RG3EOrwDL6CgDqcerSQ==.${footerText}`,
    ],
  ] as const;

  const protocol = new PublicProtocol(VerifyFactory, ImportPublicKeyFactory);
  const publicKey = protocol.ImportPublicKey(`k4.public.${Buffer.from(publicKeyHex, 'hex').toString('base64url')}`);
  const verify = async (text: string, footer = '', implicitAssertion = '') =>
    protocol.Verify(await publicKey, text, {
      now: new Date('2021-12-31T00:00:00Z'),
      ...(footer && { footer: Buffer.from(footer) }),
      ...(implicitAssertion && { implicitAssertion: Buffer.from(implicitAssertion) }),
    });

  test.each(valid)('%s is verified, and is no token of ours', async (_name, text, footer, implicitAssertion) => {
    expect((await verify(text, footer, implicitAssertion)).claims).toMatchObject({ data: 'this is a signed message' });
    await expect(verify(text, footer, `${implicitAssertion}?`)).rejects.toThrow();
    expect(await tokensAt(startedAt).read(text)).toBeNull();
  });

  test.each(refused)('%s is refused', async (_name, text) => {
    await expect(verify(text)).rejects.toThrow();
    expect(await tokensAt(startedAt).read(text)).toBeNull();
  });
});
