import { z } from 'zod';
import { SecretSourceError } from './secret-source.ts';

/** How this installation logs in to a server that speaks Vault's protocol (HashiCorp Vault, OpenBao), by AppRole. */
export interface VaultAccess {
  /** Without a slash at its end. */
  readonly address: string;
  readonly roleId: string;
  readonly secretId: string;
  readonly namespace?: string | undefined;
}

export interface VaultClient {
  /** The body of the answer; null: there is nothing at this path. Throws `SecretSourceError`. */
  call(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<unknown>;
  /** When the token of now ends, whatever is done with it; what was leased with it ends then too. Epoch milliseconds. */
  tokenEndsMs(): number;
  /** Sees to a token that is good for as long, in milliseconds, where the server gives one that lasts. */
  ensureToken(leftMs: number): Promise<void>;
}

const timeoutMs = 5_000;
/** A token is renewed when half of its life is over. */
const renewAt = 1 / 2;

const authSchema = z.object({
  auth: z.object({ client_token: z.string(), lease_duration: z.number(), renewable: z.boolean() }),
});

interface Token {
  readonly text: string;
  readonly lifeMs: number;
  readonly endsMs: number;
  readonly renewable: boolean;
}

/**
 * A client for the few calls that are needed, by plain `fetch`. The token is renewed while it is used; once the server extends it no
 * further, or knows it no more, a new log-in takes its place.
 */
export function createVaultClient(access: VaultAccess, now: () => number = Date.now): VaultClient {
  let token: Token | undefined;
  let renewing: Promise<Token> | undefined;

  const leftMs = (of: Token): number => of.endsMs - now();

  async function logIn(): Promise<Token> {
    const answer = await ask(access, 'POST', '/v1/auth/approle/login', {
      body: { role_id: access.roleId, secret_id: access.secretId },
    });
    return tokenOf(authSchema.parse(answer), now());
  }

  async function renewOrLogIn(known: Token | undefined, wantedMs: number): Promise<Token> {
    if (known?.renewable && leftMs(known) > 0) {
      const renewed = await ask(access, 'POST', '/v1/auth/token/renew-self', { token: known.text, body: {} })
        .then((answer) => tokenOf(authSchema.parse(answer), now()))
        .catch((error: unknown) => {
          // One that is past its cap is refused in words of its own, and one that is not known as forbidden.
          if (error instanceof SecretSourceError && error.code !== 'sealed') return undefined;
          throw error;
        });
      // One that is near its cap is extended by less each time, and whatever is leased with it ends with it.
      if (renewed && leftMs(renewed) >= Math.max(wantedMs, known.lifeMs * renewAt))
        return { ...renewed, lifeMs: known.lifeMs };
    }
    return logIn();
  }

  async function goodToken(wantedMs: number): Promise<Token> {
    if (token && leftMs(token) >= Math.max(wantedMs, token.lifeMs * renewAt)) return token;
    renewing ??= renewOrLogIn(token, wantedMs).finally(() => {
      renewing = undefined;
    });
    token = await renewing;
    return token;
  }

  return {
    async call(method, path, body) {
      const { text } = await goodToken(0);
      try {
        return await ask(access, method, path, { token: text, body });
      } catch (error) {
        if (!(error instanceof SecretSourceError && error.code === 'denied')) throw error;
        // The token may have been revoked; a policy that forbids it forbids it to the next one too.
        token = await logIn();
        return ask(access, method, path, { token: token.text, body });
      }
    },
    tokenEndsMs: () => token?.endsMs ?? 0,
    async ensureToken(wantedMs) {
      if (!token || leftMs(token) < wantedMs) await goodToken(wantedMs);
    },
  };
}

function tokenOf({ auth }: z.output<typeof authSchema>, nowMs: number): Token {
  const lifeMs = auth.lease_duration * 1_000;
  return { text: auth.client_token, lifeMs, endsMs: nowMs + lifeMs, renewable: auth.renewable };
}

async function ask(
  { address, namespace }: VaultAccess,
  method: string,
  path: string,
  { token, body }: { readonly token?: string; readonly body?: object | undefined },
): Promise<unknown> {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: {
      'x-vault-request': 'true',
      ...(token && { 'x-vault-token': token }),
      ...(namespace && { 'x-vault-namespace': namespace }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new SecretSourceError('unreachable', 'the vault does not answer', { cause });
  });
  const text = await response.text();
  if (response.ok) return text === '' ? null : JSON.parse(text);
  if (response.status === 404) return null;
  throw failureOf(response.status, text, path);
}

/** What the server says may name a policy or a path; it never repeats a token or a secret id, and is cut all the same. */
function failureOf(status: number, text: string, path: string): SecretSourceError {
  const saying = text.replaceAll(/\s+/g, ' ').slice(0, 200);
  if (status === 503) return new SecretSourceError('sealed', 'the vault is sealed, or not the active one');
  if (/check-and-set/.test(text)) return new SecretSourceError('conflict', 'the vault holds a newer version by now');
  if (status === 400 && path.endsWith('/login')) return new SecretSourceError('denied', 'the vault refuses the log-in');
  if (status === 403) return new SecretSourceError('denied', `the vault forbids ${path}`);
  return new SecretSourceError(status >= 500 ? 'unreachable' : 'invalid', `the vault answers ${status}: ${saying}`);
}
