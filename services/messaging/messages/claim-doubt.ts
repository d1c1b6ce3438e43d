import { messages } from '../../../db/postgres/schema/index.ts';
import { afterRefusal } from '../../../domain/claim.ts';
import type { ReasonCode } from '../../../domain/reason-code.ts';
import { attemptLeaseMs } from '../../../domain/send-attempt.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { type Attempt, block, type Claim, expose, giveUp, type MessageRow } from './claim-attempt.ts';
import { grantAgain, newMessage } from './claim-grant.ts';
import { waitForPlace, waitWhileStopped } from './claim-sender.ts';

/** An attempt that broke off after its claim: its provider, whichever is chosen now, may or may not have taken it. */
export async function resolveDoubt(attempt: Attempt, earlier: MessageRow): Promise<Claim> {
  const { options, refusal } = attempt;
  const provider = options.providers.named(earlier.channel, earlier.provider);
  // Another provider, or a search for another address, knows nothing of it: the customer would get it a second time.
  const { address } = attempt.reading;
  const sameAddress = address.kind === 'usable' && addressHash(attempt.tx, address.address) === earlier.addressHash;
  if (!provider || !sameAddress) return settleUnknown(attempt, earlier, refusal?.reason ?? 'sent_another_way');
  const { recovery } = provider;
  if (recovery.kind === 'none') return settleUnknown(attempt, earlier, refusal?.reason ?? 'provider_cannot_tell');
  // Its key would send it if it had not arrived. Asking for it sends nothing.
  const stopped = recovery.kind === 'lookup' || refusal ? null : await waitWhileStopped(attempt, earlier.provider);
  if (stopped) return stopped;
  const full = await waitForPlace(attempt, earlier.provider);
  if (full) return full;
  if (recovery.kind === 'lookup') return grantAgain(attempt, earlier, 'in_doubt');
  const keyHolds = options.nowMs < earlier.claimedAt.getTime() + recovery.windowMs - attemptLeaseMs;
  if (!keyHolds) return settleUnknown(attempt, earlier, refusal?.reason ?? 'idempotency_key_expired');
  // The same key again sends the message if it had not arrived, so all that speaks against it counts.
  if (!refusal) return grantAgain(attempt, { ...earlier, inDoubt: true }, 'claimed');
  // What only speaks against now leaves the question open: it is asked again at the step's next time.
  return afterRefusal(refusal.reason) === 'try_later'
    ? block(attempt, refusal)
    : settleUnknown(attempt, earlier, refusal.reason);
}

/** It was due in a time whose rows are gone, under an id that nobody knows: its provider cannot be asked, and it is never sent. */
export async function settleLost(attempt: Attempt): Promise<Claim> {
  const { tx, primary } = attempt;
  if (primary === undefined) return { kind: 'no_provider' };
  const [row] = await tx
    .insert(messages)
    .values({ ...newMessage(attempt), provider: primary })
    .returning();
  if (!row) throw new Error('the message was not kept');
  await expose(attempt);
  return settleUnknown(attempt, row, 'lost_before_restore');
}

/** `because` is kept beside the message: what speaks against finding out by sending it again under its key. */
function settleUnknown(
  attempt: Attempt,
  earlier: MessageRow,
  because:
    | ReasonCode
    | 'sent_another_way'
    | 'provider_cannot_tell'
    | 'idempotency_key_expired'
    /** Its row, if there was one, went with the time that a restore lost. */
    | 'lost_before_restore',
): Promise<Claim> {
  return giveUp(attempt, { ...earlier, errorCode: because }, { state: 'unknown', reason: 'outcome_unknown' });
}
