import type { Caller } from '../../domain/actor.ts';
import { uuidPattern } from '../../domain/ids.ts';
import type { Accounts } from '../../services/accounts/accounts.ts';
import { type FoundSession, findSession } from '../../services/accounts/sessions/find.ts';
import { ServiceError } from '../../services/shared/service-error.ts';
import { createLookUpCache } from '../look-up-cache.ts';
import { checkOrigin } from './check-origin.ts';

/**
 * How old a copy of a session may be that a request is judged by: while news of changes arrive, and while they may be missed.
 * An older one is asked for again; when there is no answer the request is refused, never let pass.
 */
const copyMsMax = 5_000;
const copyWithoutNewsMsMax = 500;

/** What a request shows of a session. */
export interface SessionCredentials {
  readonly token: string;
  readonly method: string;
  readonly origin: string | undefined;
  /** Where the dashboard is for whoever asks. */
  readonly address: string;
  /** The store to act in, if any. */
  readonly storeId: string | undefined;
}

export interface SessionCaller {
  readonly actor: Extract<Caller, { kind: 'user' }>;
  readonly sessionId: string;
  /** What is known of the session beside who it is. */
  readonly session: FoundSession;
}

export interface SessionAuthentication {
  /** Throws `unauthenticated`, `origin_mismatch`, or `unavailable` when nobody can tell whether the session goes on. */
  authenticate(credentials: SessionCredentials): Promise<SessionCaller>;
}

export function createSessionAuthentication(
  accounts: Accounts,
  sessions = createSessionCopies(accounts),
): SessionAuthentication {
  const find = async (sessionId: string): Promise<FoundSession | null> => {
    const copy = sessions.peek(sessionId);
    if (copy !== undefined) return copy;
    try {
      return await sessions.find(sessionId);
    } catch (cause) {
      throw new ServiceError('unavailable', 'Sessions cannot be checked at the moment.', { cause });
    }
  };
  return {
    async authenticate({ token, method, origin, address, storeId }) {
      const claims = await accounts.accessTokens.read(token);
      if (!claims) throw sessionOver();
      checkOrigin({ method, origin, publicUrl: address });
      if (storeId !== undefined && !uuidPattern.test(storeId))
        throw new ServiceError('bad_request', 'must be the id of a store, a UUID in lower case', {
          path: 'x-store-id',
        });
      const { userId, sessionId, generation } = claims;
      const session = await find(sessionId);
      if (!session || session.userId !== userId || session.generation !== generation) throw sessionOver();
      const store = storeId ?? null;
      const actor = { kind: 'user', userId, storeId: store, role: session.roleIn(store) } as const;
      const needsSecondFactor = session.secondFactorIn(store)?.overdue === true;
      return { actor: needsSecondFactor ? { ...actor, needsSecondFactor } : actor, sessionId, session };
    },
  };
}

/** Sessions as they were a moment ago. */
function createSessionCopies(accounts: Accounts) {
  const { news, now } = accounts;
  const copies = createLookUpCache((sessionId: string) => findSession(accounts, sessionId), now, {
    freshMs: () => (news.connected ? copyMsMax : copyWithoutNewsMsMax),
    staleMs: 0,
  });
  news.onChange((change) => {
    if (change === null) copies.forgetWhere(() => true);
    else if (change.kind === 'session') copies.forget(change.id);
    else if (change.kind === 'user') copies.forgetWhere(({ userId }) => userId === change.id);
  });
  return copies;
}

function sessionOver(): ServiceError {
  return new ServiceError('unauthenticated', 'Your session has ended or was not used for a while. Sign in again.');
}
