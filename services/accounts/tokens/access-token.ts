import { createHash, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ClaimValidationError, InvalidTokenError, PublicProtocol } from 'paseto';
import { ImportPublicKeyFactory, ImportSecretKeyFactory, SignFactory, VerifyFactory } from 'paseto/v4/public';
import { z } from 'zod';
import { derivedByKey, installationKeys, type KeySource } from '../../../runtime/installation-keys.ts';

/** How long an access token is good for; a session goes on by refreshing. */
export const accessTokenSeconds = 15 * 60;
const tokenLengthMax = 1_024;
/** Tokens whose signature was seen to be right, so that it is not computed for every request. */
const rememberedMax = 10_000;

const audience = 'cart-recovery';
/** Signed with the token and not part of it: a token for something else never passes here. */
const purpose = Buffer.from('cart-recovery/access/v1');
const keyPurpose = 'cart-recovery/access-token-key/v1';
const keyBytes = 32;
/** PKCS #8 around the seed of an Ed25519 key (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Who a token speaks for. What they may do is looked up, so that it ends when it is taken away. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** Of the account when the token was made. */
  readonly generation: number;
}

export interface AccessTokens {
  issue(claims: AccessClaims): Promise<string>;
  /** Null for what is no token of ours, or is one no more. */
  read(token: string): Promise<AccessClaims | null>;
}

const claimsSchema = z.object({ sub: z.string(), sid: z.string(), gen: z.number(), exp: z.string() });

/**
 * PASETO v4.public with a key that every process derives from the installation's key of now. The footer names it, so that a token
 * of the key before is read as long as that one is believed.
 */
export function createAccessTokens({
  secret,
  now,
}: {
  readonly secret: KeySource;
  readonly now: () => number;
}): AccessTokens {
  const keys = installationKeys(secret);
  const protocol = new PublicProtocol(SignFactory, VerifyFactory, ImportSecretKeyFactory, ImportPublicKeyFactory);
  const pairOf = derivedByKey((installationSecret) => {
    const { seed, publicBytes } = keyPairOf(installationSecret);
    const footer = Buffer.from(JSON.stringify({ kid: keyIdOf(publicBytes) }));
    return {
      ...{ footer, footerText: footer.toString('base64url') },
      secretKey: protocol.ImportSecretKey(`k4.secret.${Buffer.concat([seed, publicBytes]).toString('base64url')}`),
      publicKey: protocol.ImportPublicKey(`k4.public.${publicBytes.toString('base64url')}`),
    };
  });
  /** The pair that the token itself names, as long as it is believed. */
  const namedBy = (token: string) => {
    const footer = token.slice(token.lastIndexOf('.') + 1);
    return keys
      .believed()
      .map(pairOf)
      .find(({ footerText }) => footerText === footer);
  };
  const remembered = new LRUCache<string, { readonly claims: AccessClaims; readonly expiresAt: number }>({
    max: rememberedMax,
  });

  return {
    async issue({ userId, sessionId, generation }) {
      const { secretKey, footer } = pairOf(keys.current());
      return protocol.Sign(
        await secretKey,
        { sub: userId, sid: sessionId, gen: generation, aud: audience },
        { expiresIn: accessTokenSeconds, footer, implicitAssertion: purpose, now: new Date(now()) },
      );
    },
    async read(token) {
      if (token.length > tokenLengthMax) return null;
      // Before what is remembered: whoever has a key that was given away has made tokens for years to come.
      const pair = namedBy(token);
      if (!pair) return null;
      const known = remembered.get(token);
      if (known) return known.expiresAt > now() ? known.claims : null;
      try {
        const { footer, publicKey } = pair;
        const options = { audience, footer, implicitAssertion: purpose, now: new Date(now()) };
        const { sub, sid, gen, exp } = claimsSchema.parse(
          (await protocol.Verify(await publicKey, token, options)).claims,
        );
        const claims = { userId: sub, sessionId: sid, generation: gen };
        remembered.set(token, { claims, expiresAt: Date.parse(exp) });
        return claims;
      } catch (error) {
        if (error instanceof InvalidTokenError || error instanceof ClaimValidationError) return null;
        throw error;
      }
    },
  };
}

/** Of an Ed25519 key: what it is derived from, and its public part. */
function keyPairOf(secret: string): { readonly seed: Buffer; readonly publicBytes: Buffer } {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, keyBytes));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { seed, publicBytes: spki.subarray(-keyBytes) };
}

function keyIdOf(publicBytes: Buffer): string {
  return createHash('sha256').update(publicBytes).digest('base64url').slice(0, 16);
}
