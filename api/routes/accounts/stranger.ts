import type { Context } from 'hono';
import { agentLabel } from '../../../domain/agent-label.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { checkOrigin } from '../../auth/check-origin.ts';
import { dashboardAddress } from '../../hosts/dashboard-address.ts';
import { addressOfRequest } from '../../rate-limit/client-address.ts';
import type { RouteDeps } from '../../route-deps.ts';

type Deps = Pick<RouteDeps, 'accounts' | 'addressLimits' | 'clientAddressOf'>;

/** What is seen of the browser, coarsely. */
export function agentOf(c: Context<ApiEnv>): string {
  return agentLabel(c.req.header('user-agent'));
}

/**
 * Runs what somebody does who has not proved who they are: a page of another origin may not, and each try costs its address
 * a point, which comes back when it was right, unless it costs `always`. Throws `origin_mismatch` and `rate_limited`.
 */
export async function asStranger<T>(
  c: Context<ApiEnv>,
  { accounts, addressLimits, clientAddressOf }: Deps,
  work: () => Promise<T>,
  { costs = 'when_wrong' }: { readonly costs?: 'when_wrong' | 'always' } = {},
): Promise<T> {
  const origin = c.req.header('origin');
  // Programs send none, and no cookie of theirs is at stake.
  if (origin !== undefined)
    checkOrigin({ method: c.req.method, origin, publicUrl: dashboardAddress(c, accounts.publicUrl) });
  const address = addressOfRequest(c, clientAddressOf);
  addressLimits.spend('sign_ins', address, 1);
  const result = await work();
  if (costs === 'when_wrong') addressLimits.giveBack('sign_ins', address, 1);
  return result;
}
