/** What stands in the graph. Kinds are part of the public API: add, never rename. */
export const lineageKinds = [
  'event',
  'person',
  'cart',
  'training_run',
  'version',
  'feature',
  'prediction',
  'decision',
  'message',
  'order',
] as const;
export type LineageKind = (typeof lineageKinds)[number];

/** One thing of the graph: ids, codes and figures, and no word about a person. */
export interface LineageNode {
  readonly kind: LineageKind;
  /** A UUID; of a feature its name, of an event the shop's id of it. */
  readonly id: string;
  /** The word that names it: a version, a template, a type of event, a rule; null: its kind says enough. */
  readonly name: string | null;
  /** Where it stands, or which way it moved something, as a code of its kind; null: nothing to say. */
  readonly state: string | null;
  /** A probability, or the value of a feature; null: there is none, or it is not known. */
  readonly figure: number | null;
  readonly at: Date | null;
}

/** `to` came of `from`, each the kind and the id of a node: `cart:0199…`. */
export interface LineageLink {
  readonly from: string;
  readonly to: string;
}

/** What one thing came from and what it led to. */
export interface LineageGraph {
  readonly focus: string;
  readonly nodes: readonly (LineageNode & { readonly key: string })[];
  readonly links: readonly LineageLink[];
  /** There is more of something than is shown here. */
  readonly isCut: boolean;
}

type Told = Pick<LineageNode, 'kind' | 'id'> & Partial<LineageNode>;

/** Collects a graph: a thing is in it once, however many ways lead to it. */
export class LineageGraphBuilder {
  readonly #nodes = new Map<string, LineageNode>();
  readonly #links = new Map<string, LineageLink>();
  #isCut = false;

  /** Adds a thing, and returns its key. Of what is told twice, what says more stays. */
  add({ kind, id, ...told }: Told): string {
    const key = keyOf(kind, id);
    const known = this.#nodes.get(key) ?? { kind, id, name: null, state: null, figure: null, at: null };
    this.#nodes.set(key, {
      ...known,
      name: known.name ?? told.name ?? null,
      state: known.state ?? told.state ?? null,
      figure: known.figure ?? told.figure ?? null,
      at: known.at ?? told.at ?? null,
    });
    return key;
  }

  link(from: string, to: string): void {
    if (from !== to) this.#links.set(`${from} ${to}`, { from, to });
  }

  idsOf(kind: LineageKind): string[] {
    return [...this.#nodes.values()].flatMap((node) => (node.kind === kind ? [node.id] : []));
  }

  /** Something that belongs here could not be read. */
  cut(): void {
    this.#isCut = true;
  }

  /** The first so many of what was read, noting that there is more. */
  first<T>(rows: readonly T[], max: number): readonly T[] {
    if (rows.length > max) this.#isCut = true;
    return rows.slice(0, max);
  }

  /** Links to what was never added are left out: it is gone, or lies beyond what is shown. */
  graph(focus: string): LineageGraph {
    return {
      focus,
      nodes: Array.from(this.#nodes, ([key, node]) => ({ key, ...node })),
      links: [...this.#links.values()].filter(({ from, to }) => this.#nodes.has(from) && this.#nodes.has(to)),
      isCut: this.#isCut,
    };
  }
}

export function keyOf(kind: LineageKind, id: string): string {
  return `${kind}:${id}`;
}
