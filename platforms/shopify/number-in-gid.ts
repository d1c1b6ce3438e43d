import { idText } from '../fields.ts';

const gid = /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)(?:\?.*)?$/;

/**
 * The number by which webhooks call what GraphQL calls by a gid; undefined: there is none.
 *
 * @example numberInGid('gid://shopify/Order/450789469') // '450789469'
 */
export function numberInGid(value: unknown): string | undefined {
  return typeof value === 'string' ? idText(gid.exec(value)?.[1]) : undefined;
}
