import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import type { Challenge } from '../../../domain/challenge.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import type { Accounts } from '../accounts.ts';
import { beginChallenge } from '../challenges/challenges.ts';
import type { IdentityProvider } from '../openid/identity-provider.ts';

/** Where to send the browser, and the name by which it comes back. */
export interface BegunIdentity {
  readonly url: string;
  readonly challenge: string;
}

const pathLengthMax = 500;

/** Sends somebody to the identity provider to sign in. */
export async function beginIdentitySignIn(
  accounts: Accounts,
  { returnTo }: { readonly returnTo: string | undefined },
): Promise<BegunIdentity> {
  const { url, ...request } = await ask(accounts);
  const content: Challenge = {
    kind: 'identity_provider',
    purpose: 'sign_in',
    returnTo: ownPath(accounts, returnTo),
    ...request,
  };
  const challenge = await withEngine(accounts.database, (tx) =>
    beginChallenge(tx, { userId: null, content, at: new Date(accounts.now()) }),
  );
  return { url, challenge };
}

/** Sends a person who is signed in to the provider, to link what it calls them with their account. */
export async function beginIdentityLink(
  accounts: Accounts,
  { actor }: { readonly actor: Extract<Actor, { kind: 'user' }> },
): Promise<BegunIdentity> {
  requirePermission(actor, 'account:write', null);
  const { userId } = actor;
  const { url, ...request } = await ask(accounts);
  const content = { kind: 'identity_provider', purpose: 'link', returnTo: '/account', ...request } as const;
  const challenge = await withEngine(accounts.database, async (tx) => {
    await recordAudit(tx, {
      ...{ actor, storeId: null, action: 'account:write' },
      subject: { kind: 'user', id: userId },
      change: { identity: { before: null, after: 'begun' } },
    });
    return beginChallenge(tx, { userId, content, at: new Date(accounts.now()) });
  });
  return { url, challenge };
}

async function ask({ identityProvider }: Accounts): ReturnType<IdentityProvider['begin']> {
  if (!identityProvider) throw new ServiceError('not_found', 'This installation has no identity provider.');
  return identityProvider.begin().catch((cause: unknown) => {
    throw new ServiceError('unavailable', 'The identity provider does not answer. Sign in by password.', { cause });
  });
}

/** A path of the dashboard; anything else is its front page, so that no link leads elsewhere by way of us. */
function ownPath({ publicUrl }: Accounts, returnTo: string | undefined): string {
  const base = publicUrl();
  if (returnTo === undefined || returnTo.length > pathLengthMax || !URL.canParse(returnTo, base)) return '/';
  const { origin, pathname, search, hash } = new URL(returnTo, base);
  return origin === new URL(base).origin ? `${pathname}${search}${hash}` : '/';
}
