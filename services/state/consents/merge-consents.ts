import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import { channels } from '../../../domain/channel.ts';
import { type ConsentState, isGranted, mergeConsents as mergeStates, standingOf } from '../../../domain/consent.ts';
import { type ConsentKey, type ConsentRow, consentKey, readConsents, writeConsents } from './consent-rows.ts';

interface CustomerMerge {
  readonly storeId: string;
  readonly fromId: string;
  readonly intoId: string;
}

/**
 * Moves what was said of some customers to whom they turned out to be: what one refused, both refused. The caller holds
 * the locks of all of them. Returns those who agree on a channel on which they did not before.
 */
export async function mergeConsents(
  tx: Tx,
  merges: readonly CustomerMerge[],
): Promise<readonly { readonly storeId: string; readonly customerId: string }[]> {
  const sides = merges.flatMap(({ storeId, fromId, intoId }) =>
    channels.map((channel) => ({
      from: { storeId, customerId: fromId, channel },
      into: { storeId, customerId: intoId, channel },
    })),
  );
  const rows = new Map(await readConsents(tx, [...sides.map(({ from }) => from), ...sides.map(({ into }) => into)]));
  const changed = new Map<string, { readonly row: ConsentRow; readonly before: ConsentState | undefined }>();
  for (const { from, into } of sides) {
    const said = rows.get(consentKey(from));
    if (!said) continue;
    const key = consentKey(into);
    const own = rows.get(key);
    const row = { ...into, ...merged(said, own) };
    rows.set(key, row);
    changed.set(key, { row, before: changed.has(key) ? changed.get(key)?.before : own?.state });
  }
  if (changed.size === 0) return [];
  await forget(tx, merges);
  const all = [...changed.values()];
  await writeConsents(
    tx,
    all.map(({ row }) => row),
  );
  return all
    .filter(({ row, before }) => isGranted(row.state) && !isGranted(before))
    .map(({ row: { storeId, customerId } }) => ({ storeId, customerId }));
}

function merged(said: ConsentRow, own: ConsentRow | undefined): Omit<ConsentRow, keyof ConsentKey> {
  if (!own) return causeOf(said, said.state);
  const state = mergeStates(own.state, said.state);
  const [now, theirs] = [standingOf(state), standingOf(said.state)];
  const byThem = now.status === theirs.status && now.at === theirs.at;
  return causeOf(byThem ? said : own, state);
}

function causeOf({ eventId, provenance }: ConsentRow, state: ConsentState) {
  return { state, eventId, provenance };
}

async function forget(tx: Tx, merges: readonly CustomerMerge[]): Promise<void> {
  const sql = rawSql(tx);
  await sql`
    delete from consents
    using unnest(${merges.map(({ storeId }) => storeId)}::uuid[], ${merges.map(({ fromId }) => fromId)}::uuid[]) as merge (store_id, from_id)
    where consents.store_id = merge.store_id and consents.customer_id = merge.from_id`;
}
