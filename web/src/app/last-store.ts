const storageKey = 'cart-recovery-store';

/** The store that was looked at last in this browser. */
export function lastStore(): string | null {
  return localStorage.getItem(storageKey);
}

export function rememberStore(storeId: string): void {
  localStorage.setItem(storageKey, storeId);
}
