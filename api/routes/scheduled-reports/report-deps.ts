import type { ReportDeps } from '../../../services/analytics/scheduled-reports/create.ts';
import type { RouteDeps } from '../../route-deps.ts';

/** What changing reports takes: webhooks keep to the same addresses, and are sealed alike, as the platforms' APIs. */
export function reportDepsOf({ database, integrations, now }: RouteDeps): ReportDeps {
  const { sealer, allowLoopbackApis: allowLoopback } = integrations;
  return { database, sealer, allowLoopback, now };
}
