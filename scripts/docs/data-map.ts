import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataMap } from '../../db/postgres/schema/data-map/index.ts';
import { personalKinds, type TableData } from '../../db/postgres/schema/data-map/table-data.ts';
import { betweenMarkers } from './between-markers.ts';

/** Writes the tables of `docs/data-map.md` between their markers; with `--check` it only tells whether they are up to date. */
const file = fileURLToPath(new URL('../../docs/data-map.md', import.meta.url));
const text = readFileSync(file, 'utf8');
const holders = ['shopper', 'member', 'store', 'installation'] as const;
const written = holders.reduce((page, of) => betweenMarkers(page, of, tableOf(of)), text);

if (!process.argv.includes('--check')) writeFileSync(file, written);
else if (written !== text) {
  console.error('docs/data-map.md is out of date: run "node scripts/docs/data-map.ts" and commit it.');
  process.exitCode = 1;
}

function tableOf(of: TableData['of']): string {
  const rows = Object.entries(dataMap)
    .filter(([, table]) => table.of === of)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, table]) => `| \`${name}\` | ${table.why} | ${table.kept} | ${columnsOf(table)} |`);
  return ['| table | why | kept | what it says of a person |', '|---|---|---|---|', ...rows].join('\n');
}

function columnsOf({ personal = {} }: TableData): string {
  return personalKinds
    .flatMap((kind) => {
      const columns = Object.entries(personal).flatMap(([column, one]) => (one === kind ? [`\`${column}\``] : []));
      return columns.length === 0 ? [] : [`${kind}: ${columns.join(', ')}`];
    })
    .join('; ');
}
