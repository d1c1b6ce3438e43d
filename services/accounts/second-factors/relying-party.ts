/** What passkeys are bound to: the host name of the dashboard. Browsers allow no address of numbers. */
export function rpIdOf(publicUrl: string): string {
  return new URL(publicUrl).hostname;
}

export const rpName = 'Cart recovery';
