import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OpenID Connect provider of this machine, which believes everybody: whoever comes is `person`. */
export interface IdentityIssuer {
  readonly url: string;
  /** Who signs in there next; the address is only claimed. */
  person: { readonly sub: string; readonly email?: string };
  /** What is said in the place of the truth, for answers that are not to be believed. */
  lie: { readonly nonce?: string; readonly iss?: string; readonly aud?: string };
  close(): void;
}

export const client = { clientId: 'recovery', clientSecret: 'secret-of-the-client' } as const;

interface Asked {
  readonly redirectUri: string;
  readonly nonce: string;
  readonly codeChallenge: string;
}

export async function startIdentityIssuer(): Promise<IdentityIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const codes = new Map<string, Asked>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer.url);
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        json({
          issuer: issuer.url,
          authorization_endpoint: `${issuer.url}/authorize`,
          token_endpoint: `${issuer.url}/token`,
          jwks_uri: `${issuer.url}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        });
        return;
      case '/keys':
        json({ keys: [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'k1' }] });
        return;
      case '/authorize': {
        const code = randomUUID();
        const asked = (name: string) => url.searchParams.get(name) ?? '';
        codes.set(code, {
          redirectUri: asked('redirect_uri'),
          nonce: asked('nonce'),
          codeChallenge: asked('code_challenge'),
        });
        const back = `${asked('redirect_uri')}?${new URLSearchParams({ code, state: asked('state') })}`;
        response.writeHead(302, { location: back }).end();
        return;
      }
      case '/token':
        readBody(request).then((body) => {
          const asked = codes.get(body.get('code') ?? '');
          codes.delete(body.get('code') ?? '');
          const proof = createHash('sha256')
            .update(body.get('code_verifier') ?? '')
            .digest('base64url');
          if (asked?.codeChallenge !== proof || asked.redirectUri !== body.get('redirect_uri')) {
            json({ error: 'invalid_grant' }, 400);
            return;
          }
          const now = Math.floor(Date.now() / 1_000);
          const claims = {
            ...{ iss: issuer.url, aud: client.clientId, nonce: asked.nonce, iat: now, exp: now + 60 },
            ...issuer.person,
            ...issuer.lie,
          };
          json({ access_token: 'none', token_type: 'bearer', id_token: jwt(claims) });
        }, response.destroy);
        return;
      default:
        response.writeHead(404).end();
    }
  });
  const jwt = (claims: object): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'ES256', kid: 'k1' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: IdentityIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: { sub: 'nobody' },
    lie: {},
    close: () => server.close(),
  };
  return issuer;
}

async function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}
