import { type Database, lookUp } from '../../../db/postgres/tenancy.ts';
import { findLink } from '../../state/links/find.ts';
import { isLinkToken, linkTokenHash } from '../../state/links/link-token.ts';

/** What a link of a message is for. */
export type TokenKind = 'restore' | 'unsubscribe' | 'opt_in';

/** Whose message a link is from; null: it is unknown. */
export async function storeOfToken(
  database: Pick<Database, 'app'>,
  { kind, token }: { readonly kind: TokenKind; readonly token: string },
): Promise<string | null> {
  if (kind !== 'opt_in') return (await findLink(database, token, kind))?.storeId ?? null;
  if (!isLinkToken(token)) return null;
  const [row] = await lookUp(database)<{ storeId: string }[]>`
    select store_id as "storeId" from find_opt_in(${linkTokenHash(token)})`;
  return row?.storeId ?? null;
}
