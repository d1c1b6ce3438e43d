import { z } from '@hono/zod-openapi';
import { and, count, eq, gt, lt, sql } from 'drizzle-orm';
import type { OutgoingMessage, Provider } from '../../../channels/provider.ts';
import type { Providers } from '../../../channels/providers.ts';
import { stores, testMessages } from '../../../db/postgres/schema/index.ts';
import { type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { type Actor, actorId } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import { providerTimeoutMs } from '../../../domain/send-attempt.ts';
import type { TestMessageState } from '../../../domain/test-message.ts';
import type { Accounts } from '../../accounts/accounts.ts';
import { emailSchema } from '../../accounts/users/user-input.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { type PreviewDeps, type PreviewMessage, previewCampaign } from '../../recovery/campaigns/preview.ts';
import { uuidV7, uuidV8 } from '../../shared/ids.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { trialLimits } from '../limits.ts';
import { isOfTeam, personActing } from '../person.ts';

/** No address: the e-mail goes to the person who asks. */
export const testMessageInput = z.object({
  stepId: z.string().min(1).max(50),
  channel: z.enum(channels),
  cartId: idSchema.nullable().default(null),
  to: z.string().trim().min(1).max(trialLimits.deviceTokenLengthMax).optional().openapi({
    description:
      'E-mail: the address of somebody of the team; without it, of the person who asks. SMS: a phone number with its country (+43…). Push: the token of a device.',
  }),
});

export interface SendTestMessageDeps extends PreviewDeps {
  readonly accounts: Pick<Accounts, 'database'>;
  readonly providers: Providers;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface SendTestMessage extends z.input<typeof testMessageInput> {
  readonly actor: Actor;
  readonly storeId: string;
  readonly campaignId: string;
  /** The same request sent again sends nothing more. */
  readonly idempotencyKey?: string | undefined;
}

export interface TestMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly provider: string;
  readonly state: TestMessageState;
  readonly providerMessageId: string | null;
  /** Of a rejection, or why nobody knows. */
  readonly errorCode: string | null;
  /** False: its provider only keeps it. */
  readonly delivered: boolean;
}

/**
 * Renders a step of the draft, else of the newest version, and sends it once through the provider of the store, marked as a
 * test. It touches no recovery, cap, consent or suppression, whatever the provider says of it.
 */
export async function sendTestMessage(
  deps: SendTestMessageDeps,
  { actor, storeId, campaignId, idempotencyKey, ...given }: SendTestMessage,
): Promise<TestMessage> {
  requirePermission(actor, 'campaigns:write', storeId);
  const wanted = readInput(testMessageInput, given);
  const { stepId, channel } = wanted;
  const own = (await personActing(deps.accounts, actor))?.email ?? null;
  const preview = await previewCampaign(deps, { actor, storeId, campaignId, stepId, channel, cartId: wanted.cartId });
  if (preview.message === null)
    throw new ServiceError('invalid', `The step gives no message: ${preview.error?.message ?? preview.template}.`, {
      path: 'stepId',
    });
  const id =
    idempotencyKey === undefined ? uuidV7() : uuidV8(`test-message/${storeId}/${actorKey(actor)}/${idempotencyKey}`);
  const at = new Date(deps.now());
  const { to, provider, known } = await withStore(deps.database, storeId, async (tx) => {
    const store = await lockStore(tx, storeId);
    const address = await readAddress(tx, { channel, to: wanted.to, own });
    const [before] = await tx.select().from(testMessages).where(eq(testMessages.id, id));
    const chosen = before
      ? deps.providers.named(channel, before.provider)
      : deps.providers.choose(channel, store.providers);
    if (!chosen) throw new ServiceError('conflict', 'Nothing is set up here that sends on this channel.');
    if (!before) {
      await refuseTooMany(tx, { actor, at });
      await tx.insert(testMessages).values({
        ...{ storeId, id, campaignId, ruleId: stepId, channel, provider: chosen.name, createdAt: at },
        ...{ actorKind: actor.kind, actorId: actorId(actor) },
      });
      await recordAudit(tx, {
        ...{ actor, storeId, action: 'campaigns:write' },
        subject: { kind: 'campaign', id: campaignId },
        change: { testMessage: { after: channel }, step: { after: stepId } },
      });
    }
    return { to: address, provider: chosen as Provider, known: before };
  });
  const seen = { id, channel, provider: provider.name, delivered: provider.delivers !== false };
  if (known && known.state !== 'sending') return { ...seen, ...pick(known) };
  const result = await deliver(provider, asTest(preview.message, to), { storeId, id });
  await withStore(deps.database, storeId, (tx) => tx.update(testMessages).set(result).where(eq(testMessages.id, id)));
  return { ...seen, ...result };
}

type Result = Pick<TestMessage, 'state' | 'providerMessageId' | 'errorCode'>;

function pick({ state, providerMessageId, errorCode }: Result): Result {
  return { state, providerMessageId, errorCode };
}

/** A provider's wish to suppress the address is not followed: it is the team's own. */
async function deliver(
  provider: Provider,
  message: OutgoingMessage,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<Result> {
  const signal = AbortSignal.timeout(providerTimeoutMs);
  const result = await provider.send(message, { storeId, idempotencyKey: id, signal });
  switch (result.kind) {
    case 'accepted':
      return { state: 'accepted', providerMessageId: result.providerMessageId, errorCode: null };
    case 'rejected':
      return { state: 'rejected', providerMessageId: null, errorCode: result.code };
    case 'unknown':
      return { state: 'unknown', providerMessageId: null, errorCode: result.cause };
    default:
      return assertNever(result);
  }
}

const mark = '[Test]';

/** Whoever gets it sees at once that it is none of the shop's. Without headers: nobody is subscribed to a test. */
function asTest(message: PreviewMessage, to: string): OutgoingMessage {
  switch (message.channel) {
    case 'email':
      return { ...message, to, subject: `${mark} ${message.subject}`, headers: {} };
    case 'sms':
      return { channel: 'sms', to, text: `${mark} ${message.text}` };
    case 'push':
      return { ...message, to, title: `${mark} ${message.title}` };
    default:
      return assertNever(message);
  }
}

/** A team is small and looks for one address after the other: it waits in line here, so that the limit holds. */
async function lockStore(tx: Tx, storeId: string) {
  const [store] = await tx
    .select({ providers: stores.providers })
    .from(stores)
    .where(eq(stores.id, storeId))
    .for('no key update');
  if (!store) throw new ServiceError('not_found', 'There is no such store.');
  return store;
}

const phoneSchema = z
  .string()
  .max(trialLimits.phoneLengthMax)
  .regex(/^\+[1-9]\d{6,14}$/);

async function readAddress(
  tx: Tx,
  { channel, to, own }: { readonly channel: Channel; readonly to: string | undefined; readonly own: string | null },
): Promise<string> {
  switch (channel) {
    case 'email': {
      if (to === undefined && own !== null) return own;
      const email = emailSchema.safeParse(to ?? '');
      if (!email.success) throw invalidTo('is the e-mail address of somebody of the team: a program has none itself.');
      if (email.data !== own && !(await isOfTeam(tx, email.data)))
        throw invalidTo('must be the address of somebody who works in this store.');
      return email.data;
    }
    case 'sms': {
      const phone = phoneSchema.safeParse((to ?? '').replace(/[\s()/-]/g, ''));
      if (!phone.success) throw invalidTo('must be a phone number with its country, e.g. +43 660 1234567.');
      return phone.data;
    }
    case 'push':
      if (to === undefined) throw invalidTo('must be the token of a device.');
      return to;
    default:
      return assertNever(channel);
  }
}

function invalidTo(message: string): ServiceError {
  return new ServiceError('invalid', message, { path: 'to' });
}

async function refuseTooMany(tx: Tx, { actor, at }: { readonly actor: Actor; readonly at: Date }): Promise<void> {
  await tx.delete(testMessages).where(lt(testMessages.createdAt, new Date(at.getTime() - trialLimits.keptMs)));
  const since = new Date(at.getTime() - trialLimits.periodMs);
  const [sent] = await tx
    .select({ count: count(), oldest: sql<string | null>`min(${testMessages.createdAt})` })
    .from(testMessages)
    .where(
      and(
        gt(testMessages.createdAt, since),
        eq(testMessages.actorKind, actor.kind),
        sql`${testMessages.actorId} is not distinct from ${actorId(actor)}`,
      ),
    );
  if (!sent?.oldest || sent.count < trialLimits.messagesPerHourMax) return;
  throw new ServiceError('rate_limited', `${trialLimits.messagesPerHourMax} test messages an hour are enough.`, {
    retryAfterMs: Math.max(1, Date.parse(sent.oldest) + trialLimits.periodMs - at.getTime()),
  });
}

function actorKey(actor: Actor): string {
  return `${actor.kind}/${actorId(actor) ?? ''}`;
}
