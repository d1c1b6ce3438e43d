const storageKey = 'cart-recovery-reloaded-at';
const reloadAgainAfterMs = 60_000;

/**
 * After a deploy, an open tab may ask for a part of its build that is gone. The page is loaded again once, and never over
 * unsaved work: the browser asks first where a form guards its page.
 */
export function reloadOnceForNewBuild(): void {
  addEventListener('vite:preloadError', (event) => {
    const reloadedAt = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (Date.now() - reloadedAt < reloadAgainAfterMs) return;
    event.preventDefault();
    sessionStorage.setItem(storageKey, String(Date.now()));
    location.reload();
  });
}
