import { ServiceError } from '../../services/shared/service-error.ts';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws `origin_mismatch` for a request that changes something and does not come from the dashboard's own pages. Compared
 * with the configured address, never with `Host`, which proxies rewrite and strangers choose.
 */
export function checkOrigin({
  method,
  origin,
  publicUrl,
}: {
  readonly method: string;
  readonly origin: string | undefined;
  readonly publicUrl: string;
}): void {
  if (safeMethods.has(method)) return;
  const expected = new URL(publicUrl).origin;
  if (origin === expected) return;
  const got = origin === undefined ? 'none' : originOf(origin);
  throw new ServiceError(
    'origin_mismatch',
    `Expected the origin ${expected}, got ${got}. Open the dashboard at ${expected}, or set PUBLIC_URL to the address where people reach it.`,
  );
}

/** What is repeated to the caller is an origin, whatever the header held. */
function originOf(header: string): string {
  return URL.canParse(header) ? new URL(header).origin : 'something else';
}
