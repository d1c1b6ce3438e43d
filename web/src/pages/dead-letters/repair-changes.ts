import type { Proposal } from './use-clusters.ts';

/** One place of an event before and after its repair; a value that moved has two places. */
export interface RepairChange {
  readonly from: string | null;
  readonly to: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** The changes of a JSON Patch over a document, with values that only moved put together. */
export function changesOf(content: string, patch: Proposal['patch']): readonly RepairChange[] {
  const document = parsed(content);
  const changes = patch.map(({ op, path, value }): RepairChange => {
    const place = placeOf(path);
    const before = op === 'add' ? null : written(valueAt(document, path));
    const after = op === 'remove' ? null : written(value);
    return { from: op === 'add' ? null : place, to: op === 'remove' ? null : place, before, after };
  });
  const added = changes.filter(({ from }) => from === null);
  const moved = new Set<RepairChange>();
  const joined = changes.flatMap((change): RepairChange[] => {
    if (change.from === null) return [];
    if (change.to !== null) return [change];
    const target = added.find((one) => !moved.has(one) && one.after === change.before);
    if (!target) return [change];
    moved.add(target);
    return [{ from: change.from, to: target.to, before: change.before, after: target.after }];
  });
  return [...joined, ...added.filter((one) => !moved.has(one))];
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** `/lines/0/price` as `lines[0].price`. */
function placeOf(pointer: string): string {
  return partsOf(pointer).reduce(
    (place, part) => (/^\d+$/.test(part) ? `${place}[${part}]` : place === '' ? part : `${place}.${part}`),
    '',
  );
}

function partsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(document: unknown, pointer: string): unknown {
  return partsOf(pointer).reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part]
        : undefined,
    document,
  );
}

function written(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
