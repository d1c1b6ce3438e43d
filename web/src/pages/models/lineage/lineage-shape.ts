/** A graph by the keys of its things; `to` came of `from`. */
export interface Shape {
  readonly focus: string;
  readonly nodes: readonly { readonly key: string }[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}

export interface Sides {
  /** Nearest first. */
  readonly sources: readonly string[];
  readonly results: readonly string[];
  /** What is neither: it came of the same, or led to the same. */
  readonly beside: readonly string[];
}

/** What leads to the thing in the middle, what it led to, and the rest, each thing in one of them. */
export function sidesOf({ focus, nodes, links }: Shape): Sides {
  const sources = reached(focus, (key) => links.flatMap(({ from, to }) => (to === key ? [from] : [])));
  const results = reached(focus, (key) => links.flatMap(({ from, to }) => (from === key ? [to] : [])));
  const placed = new Set([focus, ...sources, ...results]);
  return { sources, results, beside: nodes.flatMap(({ key }) => (placed.has(key) ? [] : [key])) };
}

/** Everything that steps lead to, without the beginning. */
function reached(begin: string, next: (key: string) => readonly string[]): readonly string[] {
  const found = new Set([begin]);
  // A set is walked to its end, also over what is added meanwhile.
  for (const key of found) for (const one of next(key)) found.add(one);
  found.delete(begin);
  return [...found];
}
