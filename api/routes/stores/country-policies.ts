import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { channels } from '../../../domain/channel.ts';
import { countryPolicies } from '../../../domain/compliance/country-policy.ts';
import { holidayCalendars } from '../../../domain/compliance/holidays.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';

const spanSchema = z.object({ from: z.int(), until: z.int() });

const policySchema = z
  .object({
    id: z.string(),
    country: z.string().openapi({ description: 'ISO 3166-1 alpha-2.' }),
    region: z.string().nullable().openapi({ description: 'A state of it, e.g. `FL`; null: the whole country.' }),
    channels: z.array(z.enum(channels)).readonly(),
    hours: z
      .object({
        week: z.array(z.array(spanSchema).readonly()).length(7).readonly(),
        holidays: z.enum(holidayCalendars).nullable(),
      })
      .nullable()
      .openapi({
        description:
          'When messages may go out, by day of the week from Monday on, in minutes of the wall clock of whoever gets them: from `from` on and before `until`. With `holidays` nothing goes out on those of that country.',
      }),
    perCart: z
      .object({ messages: z.int(), withinMs: z.int() })
      .nullable()
      .openapi({ description: 'The most messages about one abandoned cart, and for how long after it was abandoned.' }),
    source: z.object({ name: z.string(), url: z.string() }),
    asOf: z.string().openapi({ description: 'The calendar day on which the source was read.' }),
  })
  .openapi('CountryPolicy');

const florida = {
  id: 'us-fl',
  country: 'US',
  region: 'FL',
  channels: ['sms'],
  hours: { week: Array.from({ length: 7 }, () => [{ from: 480, until: 1_200 }]), holidays: null },
  perCart: null,
  source: { name: 'Hours for marketing texts by state of the USA', url: 'https://laws.example/texts' },
  asOf: '2026-11-26',
} as const;

export function getCountryPolicies({ guard }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/country-policies',
    operationId: 'listCountryPolicies',
    tags: ['Stores'],
    summary: 'What countries are known to ask of reminders',
    description:
      'Data for whoever runs a shop and no legal advice: each entry says where it was read and when. They hold for a store with `countryRules: by_country`, for everybody whose address, number or clock points to the country. Where a state is not known, the hours of all its states do.',
    ...secured(guard, 'store:read'),
    responses: {
      200: jsonAnswer('The presets', z.object({ items: z.array(policySchema).readonly() }), { items: [florida] }),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: (c) => c.json({ items: countryPolicies }, 200),
  });
}
