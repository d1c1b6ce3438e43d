/** The lock file names no registry (each machine uses its own), pins every package of this machine by hash, and matches exact versions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
}
interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const lock = readJson('package-lock.json') as {
  readonly packages: Readonly<Record<string, LockedPackage & Dependencies>>;
};
const { dependencies, devDependencies } = readJson('package.json') as Dependencies;
const problems: string[] = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (entry.resolved !== undefined)
    problems.push(`${path} names the registry it came from: ${new URL(entry.resolved).host}`);
  // Packages for other kinds of machines are listed without a hash where the registry at hand does not offer them.
  if (path !== '' && !entry.link && !entry.optional && entry.integrity === undefined)
    problems.push(`${path} has no hash`);
}
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
  if (!/^\d/.test(version)) problems.push(`${name}@${version} in package.json is not an exact version`);
  const locked = { ...lock.packages['']?.dependencies, ...lock.packages['']?.devDependencies }[name];
  if (locked !== version)
    problems.push(`${name} is ${version} in package.json and ${locked ?? 'missing'} in package-lock.json`);
}
reportProblems(problems, `${Object.keys(lock.packages).length - 1} packages`);

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(rootFolder, file), 'utf8'));
}
