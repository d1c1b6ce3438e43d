import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import type { Caller } from '../../../domain/actor.ts';

import { type FlagName, isFlagName, providerOfSwitch } from '../../../domain/flags/flag.ts';
import { textSchema } from '../../../services/shared/read-input.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import { type ChangeFlag, type FlagChangeDeps, resetFlag, setFlag } from '../../../services/state/flags/change.ts';
import { listFlags } from '../../../services/state/flags/list.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { notFound, readErrors, writeErrors } from '../../errors/common-errors.ts';
import { jsonAnswer, jsonBody } from '../../openapi/json-content.ts';
import { overAllStores, type RouteDeps } from '../../route-deps.ts';
import {
  type FlagScope,
  flagExample,
  flagSchema,
  providersOf,
  readRuleInput,
  ruleInputSchema,
  shownFlag,
  storeFlagExample,
} from './flag-schemas.ts';

const reasonLengthMax = 200;
const reason = textSchema(1, reasonLengthMax).openapi({
  description: 'For those who read the history.',
  example: 'Wrong prices in the catalogue',
});
const params = z.object({
  name: z
    .string()
    .max(60)
    .openapi({ param: { name: 'name', in: 'path' }, example: 'sending_email' }),
});

const of = {
  store: { path: '/v1/flags/{name}', permission: 'flags:write', whose: 'in the store', example: storeFlagExample },
  platform: {
    path: '/v1/platform-flags/{name}',
    permission: 'platform-flags:write',
    whose: 'for all stores',
    example: flagExample,
  },
} as const;

export function putFlag(deps: RouteDeps, scope: FlagScope) {
  const { path, permission, whose, example } = of[scope];
  const route = createRoute({
    method: 'put',
    path,
    operationId: scope === 'store' ? 'setFlag' : 'setPlatformFlag',
    tags: ['Flags'],
    summary: `Switch something on or off ${whose}`,
    description:
      'Every process follows within a second. What a switch of sending stops waits, and goes out when it is lifted, unless its latest time is over by then. What is stopped for all stores no store starts.',
    ...secured(deps.guard, permission),
    request: {
      params,
      body: jsonBody(z.object({ rule: ruleInputSchema, reason }).openapi('FlagInput'), {
        ...{ rule: { kind: 'off' }, reason: 'Wrong prices in the catalogue' },
      }),
    },
    responses: { 200: jsonAnswer('The flag as it is now', flagSchema, example), ...writeErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { rule, reason: why } = c.req.valid('json');
      const change: ChangeOfFlag = (flags, of) => setFlag(flags, { ...of, reason: why, rule: readRuleInput(rule) });
      const asked = { scope, actor: c.get('actor'), name: c.req.valid('param').name };
      return c.json(await changed(deps, { ...asked, change }), 200);
    },
  });
}

export function deleteFlag(deps: RouteDeps, scope: FlagScope) {
  const { path, permission, whose, example } = of[scope];
  const back = { ...example, isOn: true, by: 'default', since: null, platform: null, store: null } as const;
  const route = createRoute({
    method: 'delete',
    path,
    operationId: scope === 'store' ? 'resetFlag' : 'resetPlatformFlag',
    tags: ['Flags'],
    summary: `Take back what was said of a flag ${whose}`,
    description: 'It is then as it would be without: in a store as for all stores, for all stores on.',
    ...secured(deps.guard, permission),
    request: { params, query: z.object({ reason }) },
    responses: { 200: jsonAnswer('The flag as it is now', flagSchema, back), ...readErrors, ...notFound },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { reason: why } = c.req.valid('query');
      const change: ChangeOfFlag = (flags, of) => resetFlag(flags, { ...of, reason: why });
      const asked = { scope, actor: c.get('actor'), name: c.req.valid('param').name };
      return c.json(await changed(deps, { ...asked, change }), 200);
    },
  });
}

interface AskedFlag {
  readonly scope: FlagScope;
  readonly actor: Caller;
  readonly name: string;
  readonly change: ChangeOfFlag;
}

type ChangeOfFlag = (flags: FlagChangeDeps, of: Omit<ChangeFlag, 'reason'>) => Promise<void>;

/** Does the change, then reads what holds now. Throws `not_found` for what is no flag. */
async function changed(deps: RouteDeps, { scope, actor, name: given, change }: AskedFlag) {
  const name = knownName(deps, given);
  const storeId = scope === 'store' ? storeOf(actor) : null;
  await change({ database: overAllStores(deps), news: deps.flagNews, now: deps.now }, { actor, storeId, name });
  return flagNow(deps, storeId, name);
}

/** Throws `not_found` for what is no flag, or a switch of a provider that is not configured. */
function knownName({ providerNames }: RouteDeps, name: string): FlagName {
  const provider = providerOfSwitch(name);
  const isKnown = provider === null || providersOf(providerNames).includes(provider);
  if (!isFlagName(name) || !isKnown)
    throw new ServiceError('not_found', 'There is no flag with this name.', { path: 'name' });
  return name;
}

async function flagNow(deps: RouteDeps, storeId: string | null, name: FlagName) {
  const providers = providersOf(deps.providerNames);
  const flags = await listFlags(overAllStores(deps), { storeId, providers, nowMs: deps.now() });
  const flag = flags.find((one) => one.name === name);
  if (!flag) throw new Error('a flag that was changed is not listed');
  return shownFlag(flag);
}
