import type { MessageOffer } from '../../../channels/message-context.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { minuteMs } from '../../../domain/duration.ts';
import type { CodeRow } from './code.ts';
import type { OfferRow, OpenMinter } from './offer.ts';
import type { OfferMessage } from './offer-message.ts';
import { planOffer, reusableCode } from './plan.ts';
import { isHeldByOrder, settleCode } from './settle-code.ts';
import { countAttempt, keepMinted, keepRefused, keepUnclear } from './settle-mint.ts';

export interface OfferDeps {
  readonly database: Pick<Database, 'app'>;
  readonly openMinter: OpenMinter;
  /** Names codes, so that nobody can guess one from what stands in an address or a log. */
  readonly codeSecret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export type CarriedOffer =
  | { readonly kind: 'none' }
  | { readonly kind: 'carries'; readonly offer: MessageOffer }
  /** The shop did not say whether it made the code: the same one is asked for again. */
  | { readonly kind: 'unclear'; readonly reason: string; readonly retryAfterMs: number };

/** A shop that does not answer holds a message up for so many attempts, and then the message goes without a code. */
export const mintAttemptsMax = 5;
const unclearRetryMs = minuteMs;

/**
 * What a claimed message carries of an offer. Decided once for each message and kept before the shop is asked, so that every
 * further attempt asks for the same code and says the same. A code that went out in an earlier message of the recovery is
 * carried again for as long as it can be used.
 */
export async function carryOffer(
  deps: OfferDeps,
  message: OfferMessage,
  key: string,
  signal: AbortSignal,
): Promise<CarriedOffer> {
  const { database, now } = deps;
  const { storeId } = message;
  const found = await withStore(database, storeId, (tx) => reusableCode(tx, { message, key, nowMs: now() }));
  const except = found && !(await canBeUsed(deps, found, signal)) ? found.code.id : null;
  const plan = await withStore(database, storeId, (tx) =>
    planOffer(tx, { message, key, except, codeSecret: deps.codeSecret, nowMs: now() }),
  );
  switch (plan.kind) {
    case 'withheld':
      return { kind: 'none' };
    case 'carries':
      return carries(plan.code, plan.timeZone);
    case 'mint':
      return mint(deps, message, plan, signal);
    default:
      return assertNever(plan);
  }
}

interface Planned {
  readonly offer: OfferRow;
  readonly code: CodeRow;
  readonly timeZone: string;
  /** The shop's own id of the customer, where it is known. */
  readonly customer: string | null;
}

async function mint(
  deps: OfferDeps,
  message: OfferMessage,
  { offer, code, timeZone, customer }: Planned,
  signal: AbortSignal,
): Promise<CarriedOffer> {
  const { database, now } = deps;
  const { storeId } = message;
  const attempts = await withStore(database, storeId, (tx) => countAttempt(tx, code));
  const minter = await deps.openMinter(offer);
  const answer = minter
    ? await minter.mint(
        {
          ...{ code: code.code, kind: code.kind ?? offer.terms.kind, value: code.value ?? offer.terms.value },
          ...{ currency: code.currency, cartMinorMin: offer.terms.cartMinorMin, customer },
          expiresAt: code.expiresAt?.getTime() ?? now(),
        },
        signal,
      )
    : ({ kind: 'refused', reason: 'no_access' } as const);
  switch (answer.kind) {
    case 'minted':
      await withStore(database, storeId, (tx) => keepMinted(tx, code, now()));
      return carries(code, timeZone);
    case 'refused':
      await withStore(database, storeId, (tx) =>
        keepRefused(tx, { message, code, reason: answer.reason, nowMs: now() }),
      );
      return { kind: 'none' };
    case 'unknown':
      if (attempts < mintAttemptsMax) return { kind: 'unclear', reason: answer.reason, retryAfterMs: unclearRetryMs };
      await withStore(database, storeId, (tx) =>
        keepUnclear(tx, { message, code, reason: answer.reason, nowMs: now() }),
      );
      return { kind: 'none' };
    default:
      return assertNever(answer);
  }
}

/** Asks the shop, and where it cannot tell, whether an order that failed or is not paid may hold the code. */
async function canBeUsed(
  { database, openMinter, now }: OfferDeps,
  { code, offer }: { readonly code: CodeRow; readonly offer: OfferRow },
  signal: AbortSignal,
): Promise<boolean> {
  if (code.state !== 'sent') return true;
  const minter = await openMinter(offer);
  const look = minter ? await minter.look(code.code, signal) : ({ kind: 'unknown' } as const);
  switch (look.kind) {
    case 'usable':
      return true;
    case 'used':
    case 'gone':
      await withStore(database, code.storeId, (tx) =>
        settleCode(tx, code, {
          state: look.kind === 'used' ? 'redeemed' : 'revoked',
          reason: 'seen_at_shop',
          nowMs: now(),
        }),
      );
      return false;
    case 'unknown':
      return !(await withStore(database, code.storeId, (tx) => isHeldByOrder(tx, code)));
    default:
      return assertNever(look.kind);
  }
}

function carries(code: CodeRow, timeZone: string): CarriedOffer {
  const { kind, value, currency, expiresAt } = code;
  if (kind === null || value === null || expiresAt === null) throw new Error('a code of a message has its terms');
  return {
    kind: 'carries',
    offer: { code: code.code, kind, value, currency, expiresAt: expiresAt.getTime(), timeZone },
  };
}
