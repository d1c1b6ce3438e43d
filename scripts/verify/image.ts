/**
 * What the production image holds: the files that `.dockerignore` leaves and the root's packages without those of
 * development and of the workspaces. Everything
 * that a role imports has to be among them, and nothing that only people at a checkout need. With `--install` the image's
 * folder is made for real, without Docker, and every role's code is loaded in it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { listFiles, rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Loaded by `import()` only where this process starts its own servers, which no container does. */
const onlyEmbedded: ReadonlySet<string> = new Set(['demo/pages.ts', 'workers/show-demo.ts', 'chdb/connection']);
const never = /^(demo|scripts|tools|test|docs)\/|\.(test|contract)\.ts$/;
/** What a container starts, and what its workers bundle for Temporal. */
const entries = ['workers/main.ts', 'workflows/index.ts'];

const ignored = readFileSync(join(rootFolder, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
/** The Dockerfile takes the sources of the dashboard away and puts its build in their place. */
const built = /^web\//;
const copied = new Set(
  listFiles().filter((file) => !built.test(file) && !ignored.some((pattern) => covers(pattern, file))),
);
const { dependencies = {} } = readManifest('package.json');

const problems = [...copied].filter((file) => never.test(file)).map((file) => `${file} has nothing to do in the image`);
const reached = new Set<string>();
for (const entry of entries) follow(entry);
if (process.argv.includes('--install')) installAndLoad();
reportProblems(problems, `${copied.size} files, ${reached.size} of them reached from ${entries.join(' and ')}`);

function covers(pattern: string, file: string): boolean {
  return matchesGlob(file, pattern) || file.startsWith(`${pattern}/`);
}

function follow(file: string): void {
  if (reached.has(file)) return;
  reached.add(file);
  const text = readFileSync(join(rootFolder, file), 'utf8');
  for (const [, named, loaded] of text.matchAll(
    /^(?:import|export)(?! type)[^'"]*? from '([^']+)'|\bimport\('([^']+)'\)/gm,
  ))
    check(file, named ?? loaded ?? '');
}

function check(file: string, path: string): void {
  const target = path.startsWith('.') ? normalize(join(dirname(file), path)) : path;
  if (onlyEmbedded.has(target)) return;
  if (!path.startsWith('.')) {
    const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
    if (!path.startsWith('node:') && !builtinModules.includes(path) && !Object.hasOwn(dependencies, name))
      problems.push(`${file} imports ${name}, which is not among the dependencies`);
  } else if (copied.has(target)) follow(target);
  else problems.push(`${file} imports ${target}, which is not in the image`);
}

/** As the Dockerfile does it. */
function installAndLoad(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cart-image-'));
  try {
    for (const file of copied) cpSync(join(rootFolder, file), join(folder, file));
    // npm versions disagree on which peers must be in the lock file.
    const root = ['ci', '--omit=dev', '--workspaces=false'];
    execFileSync('npm', [...root, '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: 'inherit',
    });
    for (const name of packagesOfTools())
      if (existsSync(join(folder, 'node_modules', name)))
        problems.push(`${name} is installed and only tools/ needs it`);
    const load = `const { loadRoles } = await import('./workers/roles.ts');
      const { roleNames } = await import('./workers/role-names.ts');
      await import('./workers/deps.ts');
      console.log((await loadRoles(roleNames)).map(({ name }) => name).join(', '));`;
    const roles = execFileSync(process.execPath, ['--input-type=module', '--eval', load], {
      cwd: folder,
      encoding: 'utf8',
    });
    console.log(`Loaded in the image's folder: ${roles.trim()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the workspace that never ships has of its own. */
function packagesOfTools(): readonly string[] {
  const manifest = readManifest('tools/package.json');
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(join(rootFolder, file), 'utf8'));
}
