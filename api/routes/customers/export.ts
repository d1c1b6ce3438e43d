import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { exportPerson } from '../../../services/accounts/person-exports/export.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, momentSchema } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const personExportSchema = z
  .object({
    customerId: z.string(),
    exportedAt: momentSchema,
    tables: z
      .array(
        z.object({
          table: z.string(),
          why: z.string().openapi({ description: 'What it is held for.' }),
          kept: z.string().openapi({ description: 'When it goes by itself.' }),
          rows: z
            .array(z.record(z.string(), z.unknown()))
            .readonly()
            .openapi({ description: 'Without what opens something, such as hashes of links.' }),
          cut: z.boolean().openapi({ description: 'There are more than 50,000 rows; these are some of them.' }),
        }),
      )
      .readonly()
      .openapi({ description: 'Tables that hold something of the person; docs/data-map.md says what each is.' }),
    events: z
      .object({
        rows: z
          .array(
            z.object({
              id: z.string().openapi({ description: 'As the shop named it.' }),
              type: z.string(),
              occurredAt: momentSchema,
              receivedAt: momentSchema,
              cartId: z.string().nullable(),
              orderId: z.string().nullable(),
              productIds: z.array(z.string()).readonly(),
              quantity: z.int(),
              valueMinor: z.int().nullable(),
              currency: z.string(),
            }),
          )
          .readonly(),
        cut: z.boolean().openapi({ description: 'There are more than 50,000; these are the newest.' }),
      })
      .nullable()
      .openapi({
        description: 'What they did, the newest first, as analytics keeps it; null: this process has no analytics.',
      }),
  })
  .openapi('PersonExport');

const personExportExample = {
  customerId: '0199a3c3-0c1e-7d52-a9a4-6f0c7a5f2b55',
  exportedAt: '2026-11-22T10:15:00.000Z',
  tables: [
    {
      table: 'identities',
      why: 'to write to people, and to know them again',
      kept: 'with its store',
      rows: [{ kind: 'email', value: 'ada@shopper.example' }],
      cut: false,
    },
  ],
  events: {
    rows: [
      {
        id: 'evt-1024',
        type: 'cart_updated',
        occurredAt: '2026-11-21T18:02:11.000Z',
        receivedAt: '2026-11-21T18:02:12.120Z',
        cartId: '0199a3c3-1f2b-7c11-8a52-9d3e6f0a1b22',
        orderId: null,
        productIds: ['lamp'],
        quantity: 1,
        valueMinor: 4_900,
        currency: 'EUR',
      },
    ],
    cut: false,
  },
};

/** A read by `POST`, because it is written down who got the person's data. */
export function postCustomerExport({ guard, database, readPersonEvents, now }: RouteDeps) {
  const route = createRoute({
    method: 'post',
    path: '/v1/customers/{id}/export',
    operationId: 'exportCustomer',
    tags: ['Customers'],
    summary: 'Read everything that is held of a person, in full; the audit log says who did',
    ...secured(guard, 'customers:unmask'),
    request: { params: idParams },
    responses: {
      200: jsonAnswer('Everything that is held of the person', personExportSchema, personExportExample),
      ...readErrors,
      ...notFound,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const actor = c.get('actor');
      const customer = { storeId: storeOf(actor), customerId: c.req.valid('param').id };
      return c.json(
        await exportPerson({ database, readEvents: readPersonEvents }, { actor, ...customer, nowMs: now() }),
        200,
      );
    },
  });
}
