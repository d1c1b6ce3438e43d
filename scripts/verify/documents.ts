/** What the documents name exists: files, headings, npm scripts and environment variables; every decision is listed. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { allSettings } from '../../workers/configuration.ts';
import { listFiles, rootFolder } from './list-files.ts';
import { type Reference, type References, readReferences } from './markdown.ts';
import { reportProblems } from './report-problems.ts';

const files = listFiles();
const documents = new Map(
  files
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readReferences(readFileSync(join(rootFolder, file), 'utf8'))]),
);
const topLevel = new Set(files.map((file) => file.split('/')[0]));
const { scripts } = JSON.parse(readFileSync(join(rootFolder, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const environment = knownEnvironment();

const problems: string[] = [];
for (const [file, references] of documents) {
  for (const link of references.links) add(file, link, linkProblem(file, link.text));
  for (const span of references.code) {
    add(file, span, pathProblem(file, span.text) ?? commandProblem(span.text) ?? variableProblem(span.text));
  }
}
const decisions = documents.get('docs/adr/README.md');
for (const file of documents.keys()) {
  const [, name] = /^docs\/adr\/(\d.*)$/.exec(file) ?? [];
  if (name !== undefined && !decisions?.links.some(({ text }) => text === name))
    problems.push(`${file} is not in docs/adr/README.md`);
}
reportProblems(problems, `${documents.size} documents`);

function add(file: string, { line }: Reference, problem: string | undefined): void {
  if (problem !== undefined) problems.push(`${file}:${line} ${problem}`);
}

function linkProblem(from: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : normalize(join(dirname(from), decodeURI(path)));
  if (file.startsWith('..')) return `${target} leads out of the project`;
  if (!existsSync(join(rootFolder, file))) return `${target} does not exist`;
  const linked: References | undefined = documents.get(file);
  if (anchor && linked && !linked.anchors.has(anchor)) return `${target}: no such heading`;
  return undefined;
}

/**
 * Code that begins with a folder or file of the project is a path of it; `<name>` stands for anything. In the README of a
 * folder, what begins with something of that folder, and every name of a source file, may also be a path from there.
 */
function pathProblem(from: string, code: string): string | undefined {
  const folder = from.endsWith('/README.md') ? dirname(from) : undefined;
  for (const word of code.split(/[\s,;()"'=]+/)) {
    const path = word.replace(/:\d+$/, '').replace(/[.:]$/, '').replace(/^\.\//, '');
    if (!isPath(path, folder) || isThere(path) || (folder !== undefined && isThere(join(folder, path)))) continue;
    return `${path} does not exist`;
  }
  return undefined;
}

function isPath(path: string, folder: string | undefined): boolean {
  const [first = ''] = path.split('/');
  if (folder !== undefined && /^[\w-][\w.-]*\.(?:ts|mjs|lua|py)$/.test(path)) return true;
  if (!/^[\w.-]+\/[\w./<>*{}-]*$/.test(path)) return false;
  return topLevel.has(first) || (folder !== undefined && existsSync(join(rootFolder, folder, first)));
}

function isThere(path: string): boolean {
  const pattern = path.replaceAll(/<[^>]*>/g, '*').replaceAll('…', '*');
  return /[*{]/.test(pattern) ? globSync(pattern, { cwd: rootFolder }).length > 0 : existsSync(join(rootFolder, path));
}

function commandProblem(code: string): string | undefined {
  for (const [, run, name] of code.matchAll(/\bnpm (?:(run) )?(start|test|(?<=run )[\w:-]+)/g)) {
    if (name !== undefined && scripts[name] === undefined) return `npm ${run ? 'run ' : ''}${name}: no such script`;
  }
  return undefined;
}

/** In documents, words of capitals with an underscore are environment variables, unless the code uses them otherwise. */
function variableProblem(code: string): string | undefined {
  for (const [name] of code.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)) {
    if (!environment.has(name)) return `${name}: no such environment variable`;
  }
  return undefined;
}

/** The configuration's variables and the capital words that stand in code, SQL or the compose file. */
function knownEnvironment(): ReadonlySet<string> {
  const names = new Set<string>(allSettings.map(({ env }) => env));
  for (const file of files.filter((name) => /\.(?:ts|mjs|js|sql|sh|ya?ml)$|Dockerfile$|\.ci\/run$/.test(name))) {
    for (const [name] of readFileSync(join(rootFolder, file), 'utf8').matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g))
      names.add(name);
  }
  return names;
}
