/** How a number stands beside the period before: a share, or `new` where there was nothing to compare with. */
export type Change =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'new' }
  | { readonly kind: 'none' };

export function changeOf(value: number | null, previous: number | null): Change {
  if (value === null || previous === null) return { kind: 'none' };
  if (previous === 0) return value === 0 ? { kind: 'none' } : { kind: 'new' };
  return { kind: 'share', share: (value - previous) / Math.abs(previous) };
}
