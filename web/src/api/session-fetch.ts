const refreshPath = '/v1/auth/refresh';
const lockName = 'cart-recovery-refresh';

/** Called when the session is over for good; the page leads to sign-in and back. */
let onSignedOut: () => void = () => {};

export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/**
 * `fetch` with the session's cookies. A 401 is answered by one refresh and one repetition of the request; refreshes of
 * several tabs and of parallel calls take turns by a Web Lock, so that one of them asks and the others find new cookies.
 */
export async function sessionFetch(request: Request): Promise<Response> {
  const response = await quietSessionFetch(request);
  if (response.status === 401 && !isAboutSession(request)) onSignedOut();
  return response;
}

/** The same for pages that somebody may look at who is not signed in: it leads nowhere. */
export async function quietSessionFetch(request: Request): Promise<Response> {
  const copy = request.clone();
  const askedAt = performance.timeOrigin + performance.now();
  const response = await fetch(request);
  if (response.status !== 401 || isAboutSession(request)) return response;
  return (await refresh(askedAt)) ? fetch(copy) : response;
}

function isAboutSession(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/v1/auth/');
}

const refreshedKey = 'cart-recovery-refreshed-at';

async function refresh(askedAtMs: number): Promise<boolean> {
  const turn = async (): Promise<boolean> => {
    // Somebody else refreshed after the refused request was sent: its new cookies are worth a try.
    if (Number(localStorage.getItem(refreshedKey) ?? 0) > askedAtMs) return true;
    const response = await fetch(refreshPath, { method: 'POST' });
    if (response.ok) localStorage.setItem(refreshedKey, String(performance.timeOrigin + performance.now()));
    return response.ok;
  };
  // Web Locks exist on https and localhost only; elsewhere the server's own tolerance of parallel refreshes has to do.
  return 'locks' in navigator ? navigator.locks.request(lockName, turn) : turn();
}
