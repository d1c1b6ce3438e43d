/**
 * What is installed comes from a registry by its hash, under terms that were looked at, and runs no script of its own that nobody
 * knows of: the packages of the lock file, and the wheels of the trainer and of server programs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgePackage, type LockedPackage, nameOf, withInstallScript } from './dependencies/judge-package.ts';
import { judgeWheels } from './dependencies/judge-wheels.ts';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

const serverWheels = 'scripts/bootstrap/wheels';
const wheelsFiles = [
  'ml/training/requirements.txt',
  ...readdirSync(join(rootFolder, serverWheels)).map((name) => `${serverWheels}/${name}`),
];

const lock = JSON.parse(readFileSync(join(rootFolder, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Omit<LockedPackage, 'path'> & { readonly link?: boolean }>>;
};
// The root and the workspaces are folders of ours.
const packages = Object.entries(lock.packages).flatMap(([path, entry]) =>
  path.includes('node_modules/') && !entry.link ? [{ ...entry, path }] : [],
);
const names = new Set(packages.map(({ path }) => nameOf(path)));
const gone = Object.keys(withInstallScript).filter((name) => !name.endsWith('/*') && !names.has(name));
reportProblems(
  [
    ...packages.flatMap(judgePackage),
    ...gone.map((name) => `${name} is not installed any more: take it off the list of scripts`),
    ...wheelsFiles.flatMap((file) =>
      judgeWheels(readFileSync(join(rootFolder, file), 'utf8')).map((problem) => `${file}: ${problem}`),
    ),
  ],
  `${packages.length} packages, ${packages.filter(({ hasInstallScript }) => hasInstallScript).length} with a script of their own`,
);
