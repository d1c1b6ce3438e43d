import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

/** Where the provider sends people back to, below the dashboard's address. */
export const callbackPath = '/v1/auth/oidc/callback';

const timeoutSeconds = 10;
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What has to be kept while somebody is at the provider. */
export interface IdentityRequest {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What a provider calls a person: the pair is the identity. An address that it names is none. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export interface IdentityProvider {
  /** Where to send a browser. Throws when the provider does not answer. */
  begin(): Promise<IdentityRequest & { readonly url: string }>;
  /** Who came back, by the query of the callback. Throws when the answer is not to this request. */
  finish(query: URLSearchParams, request: IdentityRequest): Promise<Identity>;
}

/** OpenID Connect: code flow with PKCE, state and nonce. The provider is asked for its addresses at first use. */
export function createIdentityProvider({
  issuer,
  clientId,
  clientSecret,
  publicUrl,
}: {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: () => string;
}): IdentityProvider {
  let asked: Promise<Configuration> | null = null;
  const server = new URL(issuer);
  const execute = loopback.has(server.hostname) ? [allowInsecureRequests] : [];
  const configuration = (): Promise<Configuration> => {
    asked ??= discovery(server, clientId, clientSecret, undefined, { execute, timeout: timeoutSeconds }).catch(
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };
  return {
    async begin() {
      const request = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await configuration(), {
        ...{ redirect_uri: `${publicUrl()}${callbackPath}`, scope: 'openid' },
        ...{ state: request.state, nonce: request.nonce },
        ...{ code_challenge: await calculatePKCECodeChallenge(request.codeVerifier), code_challenge_method: 'S256' },
      });
      return { ...request, url: url.href };
    },
    async finish(query, { state, nonce, codeVerifier }) {
      // From the configured address: what the request says of itself is a stranger's word.
      const came = new URL(`${publicUrl()}${callbackPath}?${query}`);
      const tokens = await authorizationCodeGrant(await configuration(), came, {
        ...{ pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no id token');
      return { issuer: claims.iss, subject: claims.sub };
    },
  };
}
