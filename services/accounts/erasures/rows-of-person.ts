import type { PendingQuery, Row } from 'postgres';
import { plain, texts } from '../../../db/postgres/array-literals.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { Identity } from '../../../domain/identity.ts';
import { type KnownPerson, readKnownPerson } from '../person-exports/person-keys.ts';
import { isOfPerson, type PersonIds, walkPerson } from '../person-exports/person-walk.ts';

type Condition = PendingQuery<Row[]>;

export interface PersonRows extends KnownPerson {
  readonly ids: PersonIds;
  /** Holds for the rows of a table, called `it`, that say something of the person; null: nothing leads there. */
  of(table: string): Condition | null;
}

/** Everything of a person, found by what names them and by what only holds their words. */
export async function openPersonRows(
  tx: Tx,
  { storeId, customerIds }: { readonly storeId: string; readonly customerIds: readonly string[] },
): Promise<PersonRows> {
  const known = await readKnownPerson(tx, { storeId, customerIds });
  const ids = await walkPerson(tx, known.keys, null);
  const words = needlesOf(known.identities);
  return { ...known, ids, of: (table) => special(table) ?? isOfPerson(tx, table, { person: known.keys, ids }) };

  function special(table: string): Condition | null {
    const sql = rawSql(tx);
    switch (table) {
      case 'cart_aliases':
        return sql`store_id = ${storeId}::uuid and cart_id in (
          select external_id from carts
          where carts.store_id = ${storeId}::uuid and carts.id = any(${plain([...(ids.get('carts') ?? [])])}::uuid[]))`;
      case 'dead_letters':
        return sql`store_id = ${storeId}::uuid and ${holds(sql`lower(it.event)`)}`;
      case 'endpoint_deliveries':
        return sql`store_id = ${storeId}::uuid and ${holds(sql`lower(concat(it.data::text, it.answer))`, customerIds)}`;
      case 'webhook_deliveries':
        // What is not understood yet comes in without the person; what an open request refers to goes with its end.
        return sql`store_id = ${storeId}::uuid and it.status <> 'received'
          and not exists (
            select from privacy_requests p where p.store_id = it.store_id and p.delivery_id = it.id and p.status = 'open'
          )
          and ${holds(sql`lower(concat(encode(it.body, 'escape'), it.headers::text, it.events::text))`)}`;
      default:
        return null;
    }
  }

  function holds(text: Condition, more: readonly string[] = []): Condition {
    const sql = rawSql(tx);
    return sql`exists (
      select from unnest(${texts([...words, ...more])}::text[]) as needle where position(needle in ${text}) > 0)`;
  }
}

/** Below this many characters a number is found in anything: it counts only where it stands alone. */
const aloneBelow = 12;

/** In which ways a person is named in a text of small letters. */
function needlesOf(identities: readonly Identity[]): readonly string[] {
  return [
    ...new Set(
      identities.flatMap(({ kind, value }) => {
        const text = value.toLowerCase();
        // Of several shops of a store the number stands behind the shop's own name.
        const number = kind === 'customer' ? text.slice(text.indexOf(':') + 1) : text;
        const forms = new Set([text, number, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
        if (kind === 'email' || kind === 'phone' || number.length >= aloneBelow) return [...forms];
        return [...forms].flatMap((form) => [
          `"${form}"`,
          `: ${form},`,
          `:${form},`,
          `: ${form}}`,
          `:${form}}`,
          `/${form}"`,
        ]);
      }),
    ),
  ];
}
