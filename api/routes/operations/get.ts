import { createRoute, defineOpenAPIRoute } from '@hono/zod-openapi';
import type { OperationsReport, Part } from '../../../services/analytics/operations/read-operations.ts';
import { ServiceError } from '../../../services/shared/service-error.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { secured } from '../../auth/secured.ts';
import { readErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import type { RouteDeps } from '../../route-deps.ts';
import { operationsExample, operationsSchema } from './operations-schemas.ts';

export function getOperations({ guard, readOperations, temporalUiUrl }: RouteDeps) {
  const route = createRoute({
    method: 'get',
    path: '/v1/operations',
    operationId: 'getOperations',
    tags: ['Operations'],
    summary: 'How the whole installation stands, and what needs its operator',
    ...secured(guard, 'operations:read'),
    responses: {
      200: jsonAnswer('Each part by itself, also while others are away', operationsSchema, operationsExample),
      ...readErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      if (!readOperations) throw new ServiceError('unavailable', 'This process cannot tell how the others stand.');
      const report = await readOperations();
      return c.json({ ...shown(report), links: { temporalUi: temporalUiUrl, metrics: '/metrics' } }, 200);
    },
  });
}

/** What is wrong with a store is told by its name. */
const kindsOfStores: ReadonlySet<string> = new Set(['store_silent', 'plan_used_up', 'plan_nearly_used_up']);

function shown(report: OperationsReport) {
  const names = new Map(
    report.flows.status === 'known' ? report.flows.value.stores.map(({ storeId, name }) => [storeId, name]) : [],
  );
  return {
    asOf: moment(report.asOfMs),
    problems: report.problems.map(({ sinceMs, ...problem }) => ({
      ...problem,
      subjectName: kindsOfStores.has(problem.kind) ? (names.get(problem.subject ?? '') ?? null) : null,
      since: momentOrNull(sinceMs),
    })),
    dependencies: report.dependencies.map(({ sinceMs, ...dependency }) => ({ ...dependency, since: moment(sinceMs) })),
    processes: inPart(report.processes, (all) =>
      all.map(({ startedMs, ...one }) => ({ ...one, startedAt: moment(startedMs) })),
    ),
    partitions: report.partitions,
    work: inPart(report.work, ({ carts, recoveries, inboxes }) => ({
      carts: waiting(carts),
      recoveries: waiting(recoveries),
      inboxes: inboxes.map(waiting),
    })),
    taskQueues: inPart(report.taskQueues, ({ queues, currentBuildId }) => ({
      queues: queues.map(waiting),
      currentBuildId,
    })),
    relays: inPart(report.relays, (all) => all.map(waiting)),
    flows: report.flows,
  };
}

function inPart<T, U>(part: Part<T>, show: (value: T) => U): Part<U> {
  return part.status === 'known' ? { status: 'known', value: show(part.value) } : part;
}

function waiting<T extends { readonly oldestMs: number | null }>({ oldestMs, ...rest }: T) {
  return { ...rest, oldestAt: momentOrNull(oldestMs) };
}

function moment(ms: number): string {
  return new Date(ms).toISOString();
}

function momentOrNull(ms: number | null): string | null {
  return ms === null ? null : moment(ms);
}
