/** The migrations are consistent with each other, and the tables in TypeScript need no migration that is not written yet. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

const migrationsFolder = join(rootFolder, 'db/postgres/migrations');
// Inside the cache and not in the system's folder for temporary files: drizzle-kit wants a path relative to the project.
const copy = mkdtempSync(join(rootFolder, '.cache/', 'migrations-'));
try {
  cpSync(migrationsFolder, copy, { recursive: true });
  const checked = drizzle('check', '--dialect', 'postgresql', '--out', relative(rootFolder, copy));
  const generated = drizzle(
    'generate',
    '--dialect=postgresql',
    '--schema=./db/postgres/schema/index.ts',
    '--casing=snake_case',
    `--out=${relative(rootFolder, copy)}`,
    '--name=missing',
  );
  const problems = [checked, generated].filter(({ ok }) => !ok).map(({ output }) => output);
  const known = new Set(readdirSync(migrationsFolder));
  for (const file of readdirSync(copy)) {
    if (!known.has(file)) problems.push(`the tables have changes without a migration:\n${generated.output}`);
  }
  reportProblems(
    problems,
    `${readdirSync(migrationsFolder).filter((file) => file.endsWith('.sql')).length} migrations`,
  );
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function drizzle(...args: readonly string[]): { readonly ok: boolean; readonly output: string } {
  try {
    return {
      ok: true,
      output: execFileSync('drizzle-kit', args, { cwd: rootFolder, encoding: 'utf8', stdio: 'pipe' }),
    };
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return { ok: false, output: `drizzle-kit ${args[0]}: ${stdout ?? ''}${stderr ?? ''}` };
  }
}
