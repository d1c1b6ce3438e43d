/**
 * How the folders of services/ import each other, types included: no import runs up between the wings, and no two folders
 * import each other.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { listFiles, rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';
import { streaming, wings } from './wings.ts';

interface Import {
  readonly file: string;
  readonly imported: string;
}

const imports = listFiles()
  .filter((file) => /^services\/.+\.ts$/.test(file) && !/\.(test|contract)\.ts$/.test(file))
  .flatMap(importsOf)
  .filter(({ file, imported }) => dirname(file) !== dirname(imported));
const upwards = imports.filter(({ file, imported }) => !mayImport(wingOf(file), wingOf(imported)));
const arrows = new Set(imports.map(({ file, imported }) => `${dirname(file)} → ${dirname(imported)}`));
const mutual = [...arrows].filter((arrow) => {
  const [from = '', to = ''] = arrow.split(' → ');
  return from < to && arrows.has(`${to} → ${from}`);
});

reportProblems(
  [
    ...upwards.map(
      ({ file, imported }) => `${file} imports ${imported}: up from ${wingOf(file)} to ${wingOf(imported)}`,
    ),
    ...mutual.map((arrow) => `${arrow.replace('→', '⇄')}: both import each other`),
  ],
  `${arrows.size} arrows between folders, ${upwards.length} of them up, ${mutual.length} mutual pairs`,
);

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(rootFolder, file), 'utf8');
  return [...text.matchAll(/\bfrom '(\.[^']+)'/g)]
    .map(([, path = '']) => ({ file, imported: normalize(join(dirname(file), path)) }))
    .filter(({ imported }) => imported.startsWith('services/'));
}

function wingOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === streaming) return to === 'shared' || to === 'journal';
  const order: readonly string[] = wings;
  return order.includes(from) && order.indexOf(to) !== -1 && order.indexOf(to) < order.indexOf(from);
}
