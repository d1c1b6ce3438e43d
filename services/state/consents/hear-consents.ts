import type { Tx } from '../../../db/postgres/tenancy.ts';
import {
  type ConsentState,
  type ConsentWord,
  hearConsent,
  isGranted,
  neverAsked,
  standingOf,
} from '../../../domain/consent.ts';
import {
  type ConsentCause,
  type ConsentKey,
  type ConsentRow,
  consentKey,
  readConsents,
  writeConsents,
} from './consent-rows.ts';
import { findWishes } from './find-wishes.ts';

/** One word about one customer's consent, and what brought it. */
export interface HeardConsent extends ConsentKey, ConsentWord, ConsentCause {}

export interface ConsentChange extends ConsentKey {
  readonly status: 'granted' | 'denied';
  /** A yes where there was a no, or nothing: one that is said again is none. */
  readonly grantedAnew: boolean;
  /** The customer had refused already. */
  readonly deniedBefore: boolean;
}

/**
 * Moves customers to where what was said brings them (`domain/consent.ts`). The caller holds the locks of the customers, so
 * that of two words at the same time neither is lost. Returns what is different now.
 */
export async function hearConsents(tx: Tx, heard: readonly HeardConsent[]): Promise<readonly ConsentChange[]> {
  const before = await readConsents(tx, uniqueKeys(heard));
  const after = new Map<string, ConsentRow>();
  for (const word of heard) {
    const key = consentKey(word);
    after.set(key, hear(after.get(key) ?? before.get(key), word));
  }
  const rows = await withWishes(tx, [...after.values()], before);
  await writeConsents(
    tx,
    rows.filter((row) => !isSame(row.state, before.get(consentKey(row))?.state)),
  );
  return rows.flatMap((row) => changeOf(row, before.get(consentKey(row))));
}

function hear(
  row: ConsentRow | undefined,
  { storeId, customerId, channel, eventId, provenance, ...word }: HeardConsent,
): ConsentRow {
  const state = hearConsent(row?.state ?? neverAsked, word);
  const moved = !row || standsElsewhere(row.state, state);
  const cause = moved ? { eventId, provenance } : { eventId: row.eventId, provenance: row.provenance };
  return { storeId, customerId, channel, state, ...cause };
}

/** An address that somebody unsubscribed or had deleted is a refusal of whoever has it by now. */
async function withWishes(
  tx: Tx,
  rows: readonly ConsentRow[],
  before: ReadonlyMap<string, ConsentRow>,
): Promise<readonly ConsentRow[]> {
  const agreed = rows.filter((row) => isGranted(row.state) && !isGranted(before.get(consentKey(row))?.state));
  if (agreed.length === 0) return rows;
  const wishes = await findWishes(tx, agreed);
  return rows.map((row) => {
    const at = wishes.get(consentKey(row));
    if (at === undefined) return row;
    return { ...row, state: hearConsent(row.state, { status: 'denied', basis: 'act', at }) };
  });
}

function changeOf(row: ConsentRow, before: ConsentRow | undefined): readonly ConsentChange[] {
  const { storeId, customerId, channel, state } = row;
  const { status } = standingOf(state);
  if (status === 'unasked' || (before && !standsElsewhere(before.state, state))) return [];
  const granted = status === 'granted';
  return [
    {
      ...{ storeId, customerId, channel, status },
      grantedAnew: granted && !isGranted(before?.state),
      deniedBefore: before !== undefined && standingOf(before.state).status === 'denied',
    },
  ];
}

function standsElsewhere(one: ConsentState, other: ConsentState): boolean {
  const [a, b] = [standingOf(one), standingOf(other)];
  return a.status !== b.status || a.at !== b.at;
}

function isSame(one: ConsentState, other: ConsentState | undefined): boolean {
  return (
    other !== undefined &&
    one.grantedAt === other.grantedAt &&
    one.refusedAt === other.refusedAt &&
    one.recordGrantedAt === other.recordGrantedAt &&
    one.recordRefusedAt === other.recordRefusedAt
  );
}

function uniqueKeys(heard: readonly ConsentKey[]): readonly ConsentKey[] {
  return [...new Map(heard.map((word) => [consentKey(word), word])).values()];
}
