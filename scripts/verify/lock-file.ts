/**
 * The lock file names no registry (each machine uses its own), pins every package of this machine by hash, and matches the
 * exact versions of the root's manifest and of every workspace's.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
interface LockedPackage extends Dependencies {
  readonly resolved?: string;
  readonly integrity?: string;
  /** A workspace's entry under node_modules: `resolved` is its folder. */
  readonly link?: boolean;
  readonly optional?: boolean;
}

const { packages } = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, LockedPackage>> };
const { workspaces } = readJson('package.json') as { readonly workspaces: readonly string[] };
const folders = ['', ...workspaces];
reportProblems(
  [...Object.entries(packages).flatMap(problemsOfEntry), ...folders.flatMap(problemsOfManifest)],
  `${Object.keys(packages).length - folders.length} packages, ${workspaces.length} workspaces`,
);

function problemsOfEntry([path, { resolved, integrity, link, optional }]: [string, LockedPackage]): readonly string[] {
  if (folders.includes(path) || link) return [];
  return [
    ...(resolved === undefined ? [] : [`${path} names the registry it came from: ${new URL(resolved).host}`]),
    // Packages for other kinds of machines are listed without a hash where the registry at hand does not offer them.
    ...(integrity !== undefined || optional ? [] : [`${path} has no hash`]),
  ];
}

function problemsOfManifest(folder: string): readonly string[] {
  const file = join(folder, 'package.json');
  const locked = allOf(packages[folder] ?? {});
  return Object.entries(allOf(readJson(file) as Dependencies)).flatMap(([name, version]) => [
    ...(/^\d/.test(version) ? [] : [`${name}@${version} in ${file} is not an exact version`]),
    ...(locked[name] === version
      ? []
      : [`${name} is ${version} in ${file} and ${locked[name] ?? 'missing'} in package-lock.json`]),
  ]);
}

function allOf({ dependencies, devDependencies }: Dependencies): Readonly<Record<string, string>> {
  return { ...dependencies, ...devDependencies };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(rootFolder, file), 'utf8'));
}
