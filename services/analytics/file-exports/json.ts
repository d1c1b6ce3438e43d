import type { Column, Encoder, Row } from './table.ts';

/**
 * One JSON document with a row on each line. `end` is its last member and says how many there are, so that a document
 * that was cut off is none.
 */
export function jsonEncoder({
  columns,
  head,
}: {
  readonly columns: readonly Column[];
  readonly head: Readonly<Record<string, unknown>>;
}): Encoder {
  let isFirst = true;
  const line = (row: Row): string => {
    const before = isFirst ? '\n' : ',\n';
    isFirst = false;
    const members = columns.map(({ name, type }, index) => [name, jsonValue(type, row[index] ?? null)]);
    return before + JSON.stringify(Object.fromEntries(members));
  };
  return {
    begin: () => `${JSON.stringify(head).slice(0, -1)},"rows":[`,
    rows: (batch) => batch.map(line).join(''),
    end: (rows) => `\n],"end":${JSON.stringify({ rows })}}\n`,
  };
}

function jsonValue(type: Column['type'], value: Row[number]): Row[number] {
  if (value === null || type === 'text') return value;
  if (type === 'moment') return new Date(Number(value)).toISOString();
  const number = Number(value);
  return typeof value === 'number' || Number.isSafeInteger(number) ? number : value;
}
