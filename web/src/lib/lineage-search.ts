/** What the page *Lineage* can begin at, in the order in which people look for a beginning. */
export const tracedKinds = [
  ...(['message', 'cart', 'prediction', 'person', 'event'] as const),
  ...(['feature', 'version', 'training_run', 'order', 'decision'] as const),
] as const;

export interface Traced {
  readonly kind: (typeof tracedKinds)[number];
  readonly id: string;
}

/** Where a thing stands on that page: the search of a link to `/models`. */
export function lineageSearch({ kind, id }: Traced): Readonly<Record<string, string>> {
  return { tab: 'lineage', about: `${kind}:${id}` };
}

/** What `about` names in the address; null: nothing of that page. */
export function tracedOf(about: unknown): Traced | null {
  const text = typeof about === 'string' ? about : '';
  const kind = tracedKinds.find((one) => text.startsWith(`${one}:`));
  const id = kind === undefined ? '' : text.slice(kind.length + 1);
  return kind === undefined || id === '' ? null : { kind, id };
}
