import { and, eq } from 'drizzle-orm';
import { domainOf } from '../../../channels/email/mailbox.ts';
import { messages } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { afterRefusal, decideClaim, type Refusal } from '../../../domain/claim.ts';
import { mayHaveBeenSent } from '../../../domain/lost-window.ts';
import { isReasonCode, type ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { primaryDomainOf } from '../../../domain/sender-domain/primary-domain.ts';
import { listedFor } from '../senders/choose.ts';
import {
  type Attempt,
  block,
  type Claim,
  type ClaimMessage,
  type ClaimOptions,
  expose,
  giveUp,
  type MessageRow,
} from './claim-attempt.ts';
import { resolveDoubt, settleLost } from './claim-doubt.ts';
import { grant, grantAnew } from './claim-grant.ts';
import { type ClaimReading, readClaimFacts } from './read-claim-facts.ts';
import { mailboxOf } from './sender-of.ts';

/** An order that lies as a dead letter waits for a person, or for a rule that some seconds may bring. */
const unclearOrderRetryMs = 2 * 60_000;

/**
 * The permission to send one message, given at most once. In one transaction, under the locks that an incoming order
 * takes too, everything that speaks against the message is read again; the row that is left in `sending` commits before
 * the provider is called. What an order committed before is seen here, what comes later waits for this to commit.
 */
export async function claimMessage(
  database: Pick<Database, 'app'>,
  wanted: ClaimMessage,
  given: ClaimOptions,
): Promise<Claim> {
  const { storeId } = wanted;
  const options = { ...given, defaultFrom: mailboxOf(given.defaultFrom, { brands: given.links.brands, storeId }) };
  return withStore(database, wanted.storeId, async (tx) => {
    const fromDomain = wanted.channel === 'email' ? judgedDomainOf(options.defaultFrom) : null;
    const reading = await readClaimFacts(tx, { ...wanted, fromDomain, nowMs: options.nowMs });
    const { providers } = options;
    const primary = providers.choose(wanted.channel, reading.store.providers)?.name;
    const earlier = reading.attempted ? await findMessage(tx, wanted) : undefined;
    const isConfigured = (name: string) => providers.named(wanted.channel, name) !== undefined;
    const facts = earlier?.fallBackAt ? asFallBack(reading.facts) : reading.facts;
    const listed = listedFor({ ...reading, primary, isConfigured });
    const refusal = decideClaim({ ...facts, listed });
    const attempt: Attempt = { tx, wanted, options, reading, fromDomain, refusal, primary, isConfigured };
    if (refusal?.reason === 'order_unclear' && isOpen(earlier)) {
      await block(attempt, refusal);
      return { kind: 'order_unclear', retryAfterMs: unclearOrderRetryMs };
    }
    if (!earlier) {
      if (refusal?.reason === 'holdout') return holdBack(attempt, refusal);
      if (refusal) return block(attempt, refusal);
      return mayHaveBeenSent(reading.timing, options.lost ?? []) ? settleLost(attempt) : grant(attempt);
    }
    switch (earlier.state) {
      case 'accepted':
        return { kind: 'settled', result: { kind: 'sent' } };
      case 'rejected':
      case 'unknown':
        return { kind: 'settled', result: { kind: 'not_sent', reason: reasonOf(earlier) } };
      case 'retry':
        // What only speaks against now must not settle the message: it would be asked for again and again, in vain.
        if (refusal && afterRefusal(refusal.reason) === 'try_later') return block(attempt, refusal);
        // Refused for now, but an attempt before it may have been taken.
        if (earlier.inDoubt) return resolveDoubt(attempt, earlier);
        return refusal
          ? giveUp(attempt, earlier, { state: 'rejected', reason: refusal.reason })
          : grantAnew(attempt, earlier);
      case 'sending': {
        const overAt = earlier.attemptedAt.getTime() + attemptLeaseMs;
        if (options.nowMs < overAt) return { kind: 'busy', retryAfterMs: overAt - options.nowMs };
        return resolveDoubt(attempt, earlier);
      }
      default:
        return assertNever(earlier.state);
    }
  });
}

/** A store names itself; the address is at its own domain or at the installation's. */
function judgedDomainOf(defaultFrom: string): string | null {
  const domain = domainOf(defaultFrom);
  return domain === null ? null : primaryDomainOf(domain);
}

/** Its step was the last one, and the recovery ended as sent: what could not be delivered still belongs to it. */
function asFallBack(facts: ClaimReading['facts']): ClaimReading['facts'] {
  return facts.recoveryEnd === 'no_touch_left' ? { ...facts, recoveryEnd: null } : facts;
}

function isOpen(earlier: MessageRow | undefined): boolean {
  return earlier === undefined || earlier.state === 'retry' || earlier.state === 'sending';
}

async function findMessage(
  tx: Tx,
  { storeId, recoveryId, ruleId, channel }: ClaimMessage,
): Promise<MessageRow | undefined> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.storeId, storeId),
        eq(messages.recoveryId, recoveryId),
        eq(messages.ruleId, ruleId),
        eq(messages.channel, channel),
      ),
    );
  return row;
}

/** The message would go out now, and is held back to see what happens without it: counted as the one that goes out is. */
async function holdBack(attempt: Attempt, refusal: Refusal): Promise<Claim> {
  if (attempt.primary === undefined) return { kind: 'no_provider' };
  await expose(attempt);
  return block(attempt, refusal);
}

function reasonOf({ reason }: MessageRow): ReasonCode {
  return reason !== null && isReasonCode(reason) ? reason : 'outcome_unknown';
}
