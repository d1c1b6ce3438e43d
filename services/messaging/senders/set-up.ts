import { and, eq } from 'drizzle-orm';
import { senderAccounts, senderLists } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { type AuditChange, changeBetween } from '../../../domain/audit.ts';
import type { Channel, ProviderNames } from '../../../domain/channel.ts';
import { reopened } from '../../../domain/sender-account.ts';
import { type ListCause, readSuppressionList } from '../../../domain/suppression-list.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import { addressHash } from '../../shared/address-hash.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { changeSender } from './note.ts';

interface Acting {
  readonly actor: Actor;
  readonly configured: ProviderNames;
  readonly channel: Channel;
  readonly provider: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export interface SetUpSender extends Acting {
  /** Its place among those that stand in; null: it stands in for nobody. */
  readonly standsIn: number | null;
  readonly domains: readonly string[];
  /** The provider has no list, as its operator says; absent: nothing is said. */
  readonly listIsEmpty?: boolean;
}

/** Says for whom an account may stand in, and what is known of its list. */
export async function setUpSender(
  database: Pick<Database, 'engine'>,
  { standsIn, domains: given, listIsEmpty, ...acting }: SetUpSender,
): Promise<void> {
  const { channel, provider, nowMs } = acting;
  requireAccount(acting);
  const domains = [...new Set(given.map((domain) => domain.toLowerCase()))];
  await withEngine(database, async (tx) => {
    await tx.insert(senderAccounts).values({ channel, provider }).onConflictDoNothing();
    const [before] = await tx.select().from(senderAccounts).where(isAccount(acting)).for('update');
    const isDeclared = listIsEmpty && before?.list !== 'imported';
    const after = { standsIn, domains, ...(isDeclared ? ({ list: 'empty', listAt: new Date(nowMs) } as const) : {}) };
    await tx.update(senderAccounts).set(after).where(isAccount(acting));
    await audit(
      tx,
      acting,
      changeBetween({ ...before }, { ...before, ...after }, { shown: ['standsIn', 'domains', 'list'] }),
    );
  });
}

/** Closes an account's breaker by hand: what was wrong is mended, and messages go to it again. */
export async function reopenSender(database: Pick<Database, 'engine'>, acting: Acting): Promise<void> {
  requireAccount(acting);
  await withEngine(database, async (tx) => {
    let before: string | null = null;
    await changeSender(tx, acting, (state) => {
      before = state.trouble?.kind ?? (state.gapMs > 0 ? 'slow' : null);
      return reopened(state);
    });
    if (before === null)
      throw new ServiceError('conflict', 'Messages go to this account already.', { path: 'provider' });
    await audit(tx, acting, { trouble: { before, after: null } });
  });
}

export interface ImportSenderList extends Acting {
  /** The provider's export, as it is. */
  readonly file: string;
  /** Of all in the file; null: the file says it of each. */
  readonly cause: ListCause | null;
  /** Another part of the list: what was imported before stays. */
  readonly add: boolean;
}

/** Rows of one statement. */
const rowsMax = 5_000;

/** Takes over whom a provider does not write to: nobody on it gets a message through any account that sends for the same store. */
export async function importSenderList(
  database: Pick<Database, 'engine'>,
  { file, cause, add, ...acting }: ImportSenderList,
): Promise<number> {
  requireAccount(acting);
  const read = readSuppressionList(file, cause);
  if (!read.ok) throw new ServiceError('invalid', read.message, { path: 'file' });
  const { channel, provider, nowMs } = acting;
  return withEngine(database, async (tx) => {
    const isImported = and(
      eq(senderLists.channel, channel),
      eq(senderLists.provider, provider),
      eq(senderLists.source, 'import'),
    );
    if (!add)
      await tx.delete(senderLists).where(and(isImported, cause === null ? undefined : eq(senderLists.cause, cause)));
    for (let from = 0; from < read.entries.length; from += rowsMax) {
      const part = read.entries.slice(from, from + rowsMax);
      await rawSql(tx)`
        insert into sender_lists (channel, provider, address_hash, cause, source, at)
        select ${channel}, ${provider}, hash, cause, 'import', to_timestamp(${nowMs}::float8 / 1000)
        from unnest(${part.map(({ address }) => addressHash(tx, address))}::text[], ${part.map((one) => one.cause)}::text[]) as given (hash, cause)
        on conflict (channel, address_hash, provider) do update set cause = excluded.cause, source = 'import', at = excluded.at`;
    }
    const known = { list: 'imported', listAt: new Date(nowMs) } as const;
    await tx
      .insert(senderAccounts)
      .values({ channel, provider, ...known })
      .onConflictDoUpdate({ target: [senderAccounts.channel, senderAccounts.provider], set: known });
    await audit(tx, acting, { listEntries: { before: null, after: read.entries.length } });
    return read.entries.length;
  });
}

function requireAccount({ actor, configured, channel, provider }: Acting): void {
  requirePermission(actor, 'senders:write', null);
  if (!configured[channel].includes(provider))
    throw new ServiceError('not_found', 'No account of this name is configured on this channel.', { path: 'provider' });
}

function isAccount({ channel, provider }: Acting) {
  return and(eq(senderAccounts.channel, channel), eq(senderAccounts.provider, provider));
}

function audit(tx: Parameters<typeof recordAudit>[0], { actor, channel, provider }: Acting, change: AuditChange) {
  const subject = { kind: 'sender_account', id: `${channel}/${provider}` } as const;
  return recordAudit(tx, { actor, storeId: null, action: 'senders:write', subject, change });
}
