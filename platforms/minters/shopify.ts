import { z } from 'zod';
import { formatPlainAmount } from '../../domain/offers/plain-amount.ts';
import { readAnswer } from '../clients/answer-shapes.ts';
import { PlatformApiError } from '../clients/platform-client.ts';
import { judgeGraphql } from '../clients/shopify/judge-graphql.ts';
import { apiVersion } from '../clients/shopify/queries.ts';
import { type CodeLook, defineMinter, type MintAnswer, type MintOrder } from './minter.ts';

const dataSchema = z.looseObject({ data: z.record(z.string(), z.unknown()) });
const payloadSchema = z.looseObject({ userErrors: z.array(z.looseObject({ code: z.string().nullish() })) });
const nodeSchema = z
  .looseObject({
    id: z.string(),
    codeDiscount: z.looseObject({
      title: z.string(),
      status: z.string(),
      usageLimit: z.number().nullish(),
      asyncUsageCount: z.number(),
      endsAt: z.string().nullish(),
    }),
  })
  .nullable();
type CodeNode = z.infer<typeof nodeSchema>;

/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountCodeBasicCreate */
const createBasic = `mutation mint($input: DiscountCodeBasicInput!) {
  made: discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field code message } }
}`;
/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountCodeFreeShippingCreate */
const createFreeShipping = `mutation mint($input: DiscountCodeFreeShippingInput!) {
  made: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) {
    codeDiscountNode { id } userErrors { field code message }
  }
}`;
/** https://shopify.dev/docs/api/admin-graphql/2026-10/queries/codeDiscountNodeByCode */
const readBack = `query readBack($code: String!) {
  found: codeDiscountNodeByCode(code: $code) {
    id
    codeDiscount {
      ... on DiscountCodeBasic { title status usageLimit asyncUsageCount endsAt }
      ... on DiscountCodeFreeShipping { title status usageLimit asyncUsageCount endsAt }
    }
  }
}`;
/** https://shopify.dev/docs/api/admin-graphql/2026-10/mutations/discountCodeDeactivate */
const deactivate = `mutation takeBack($id: ID!) {
  made: discountCodeDeactivate(id: $id) { codeDiscountNode { id } userErrors { field code message } }
}`;

/**
 * Makes discount codes of a Shopify shop, each for one use. What the shop answered to the request counts for nothing until
 * the code was read back: a name that is taken is ours where it is on our terms. Takes the scopes `write_discounts` and
 * `read_discounts`.
 */
export const shopifyMinter = defineMinter({
  name: 'shopify',
  title: 'Shopify',
  needs: { kind: 'platform', platform: 'shopify' },
  open: ({ ask, access: { url, token }, now }) => {
    const address = new URL(`${url}/admin/api/${apiVersion}/graphql.json`);
    const headers = { 'x-shopify-access-token': token };
    async function call(query: string, variables: object, signal: AbortSignal): Promise<Record<string, unknown>> {
      const answer = await ask({ url: address, headers, body: { query, variables }, signal, judge: judgeGraphql });
      if (!answer) throw new PlatformApiError('strange', 'it has no GraphQL Admin API at this address');
      return readAnswer(dataSchema, answer.json).data;
    }
    const find = async (code: string, signal: AbortSignal): Promise<CodeNode> =>
      readAnswer(nodeSchema, (await call(readBack, { code }, signal))['found'] ?? null);

    return {
      async mint(order, signal) {
        try {
          const query = order.kind === 'free_shipping' ? createFreeShipping : createBasic;
          const { userErrors } = readAnswer(
            payloadSchema,
            (await call(query, { input: inputOf(order, now()) }, signal))['made'],
          );
          const codes = userErrors.map(({ code }) => code ?? 'invalid');
          if (codes.length > 0 && !codes.includes('TAKEN'))
            return { kind: 'refused', reason: `shopify_${(codes[0] ?? 'invalid').toLowerCase()}` };
          return judge(await find(order.code, signal), order);
        } catch (error) {
          return failed(error);
        }
      },
      async look(code, signal) {
        try {
          return lookOf(await find(code, signal));
        } catch (error) {
          if (error instanceof PlatformApiError) return { kind: 'unknown' };
          throw error;
        }
      },
      async revoke(code, signal) {
        try {
          const found = await find(code, signal);
          if (!found) return { kind: 'revoked' };
          const { userErrors } = readAnswer(payloadSchema, (await call(deactivate, { id: found.id }, signal))['made']);
          return { kind: userErrors.length === 0 ? 'revoked' : 'unknown' };
        } catch (error) {
          if (error instanceof PlatformApiError) return { kind: 'unknown' };
          throw error;
        }
      },
    };
  },
});

function inputOf({ kind, value, currency, code, cartMinorMin, expiresAt, customer }: MintOrder, nowMs: number) {
  const least =
    cartMinorMin > 0 && currency !== null
      ? {
          minimumRequirement: {
            subtotal: { greaterThanOrEqualToSubtotal: formatPlainAmount({ amountMinor: cartMinorMin, currency }) },
          },
        }
      : {};
  const common = {
    ...{ title: titleOf(code), code, usageLimit: 1, appliesOncePerCustomer: true },
    ...{ startsAt: new Date(nowMs).toISOString(), endsAt: endsAtOf(expiresAt) },
    context: customer === null ? { all: 'ALL' } : { customers: { add: [`gid://shopify/Customer/${customer}`] } },
    ...least,
  };
  if (kind === 'free_shipping') return { ...common, destination: { all: true } };
  const off =
    kind === 'percent'
      ? { percentage: value / 100 }
      : {
          discountAmount: {
            amount: formatPlainAmount({ amountMinor: value, currency: currency ?? '' }),
            appliesOnEachItem: false,
          },
        };
  return { ...common, customerGets: { value: off, items: { all: true } } };
}

/** What the shop's own list shows, and by what a code is known to be ours. */
function titleOf(code: string): string {
  return `Cart recovery ${code}`;
}

/** Shopify counts whole seconds. */
function endsAtOf(expiresAt: number): string {
  return `${new Date(expiresAt).toISOString().slice(0, 19)}Z`;
}

function judge(found: CodeNode, { code, expiresAt }: MintOrder): MintAnswer {
  // The shop's reads may lag behind its writes.
  if (!found) return { kind: 'unknown', reason: 'not_read_back' };
  const { title, usageLimit, endsAt } = found.codeDiscount;
  const isOurs =
    title === titleOf(code) && usageLimit === 1 && Date.parse(endsAt ?? '') === Date.parse(endsAtOf(expiresAt));
  return isOurs ? { kind: 'minted' } : { kind: 'refused', reason: 'taken_by_another' };
}

function lookOf(found: CodeNode): CodeLook {
  if (!found) return { kind: 'gone' };
  const { asyncUsageCount, status } = found.codeDiscount;
  if (asyncUsageCount > 0) return { kind: 'used' };
  return { kind: status === 'ACTIVE' || status === 'SCHEDULED' ? 'usable' : 'gone' };
}

function failed(error: unknown): MintAnswer {
  if (!(error instanceof PlatformApiError)) throw error;
  return error.problem === 'denied'
    ? { kind: 'refused', reason: 'access_denied' }
    : { kind: 'unknown', reason: `shop_${error.problem}` };
}
