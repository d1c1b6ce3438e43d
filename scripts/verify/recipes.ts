/**
 * Follows every recipe of README.md ("How to add …") with something invented: the compiler names the files that README.md
 * says it names, as many files are changed in the end as it says, everything compiles again, and the recipe's tests pass in a
 * throw-away copy.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listFiles, rootFolder } from './list-files.ts';
import { type Complaint, createCompiler } from './recipes/compiler.ts';
import { readRecipes } from './recipes/read-recipes.ts';
import { changesOf, filesOf, textsAfter } from './recipes/recipe.ts';
import { recipes } from './recipes/registry.ts';
import { reportProblems } from './report-problems.ts';

const read = (file: string): string => readFileSync(join(rootFolder, file), 'utf8');
const all = textsAfter(recipes.flatMap(changesOf), read);
const copy = mkdtempSync(join(tmpdir(), 'cart-recipes-'));
try {
  // The tests are a process of their own: they run while this one compiles.
  const proven = problemsOfCopy(copy);
  const problems = [...problemsOfWords(), ...problemsOfCompiler(), ...(await proven)];
  reportProblems(problems, recipes.map((recipe) => `${recipe.name}: ${filesOf(recipe).size} files`).join(', '));
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** README.md and the recipes here say the same. */
function problemsOfWords(): readonly string[] {
  const told = readRecipes(read('README.md'));
  const unknown = [...told.keys()].filter((name) => !recipes.some((recipe) => recipe.name === name));
  return [
    ...unknown.map((name) => `README.md says how many files ${name} takes: follow it in scripts/verify/recipes/`),
    ...recipes.flatMap((recipe) => {
      const { files, words = '' } = told.get(recipe.name) ?? {};
      const touched = [...filesOf(recipe)];
      const unsaid = touched.filter((file) => existsSync(join(rootFolder, file)) && !words.includes(file));
      return [
        ...(files === touched.length
          ? []
          : [
              `${recipe.name} takes ${touched.length} files, and README.md says ${files ?? 'nothing'}: ${touched.join(', ')}`,
            ]),
        ...unsaid.map((file) => `${recipe.name} takes ${file}, which its paragraph in README.md does not name`),
      ];
    }),
  ];
}

/** What is added is asked for where the recipe says so, and nowhere once all of it is there. */
function problemsOfCompiler(): readonly string[] {
  const compiler = createCompiler(rootFolder);
  const begun = textsAfter(
    recipes.flatMap(({ first }) => first),
    read,
  );
  const asked = recipes.flatMap((recipe) => (recipe.asked ?? []).map(({ file }) => ({ name: recipe.name, file })));
  const files = [...new Set(asked.map(({ file }) => file))];
  const named = new Set(compiler.complaintsIn(files, begun).map(({ file }) => file));
  return [
    ...asked
      .filter(({ file }) => !named.has(file))
      .map(({ name, file }) => `${name} is decided in ${file}, and the compiler does not ask for it there`),
    ...compiler.complaintsWith(all).map(sayComplaint),
  ];
}

function sayComplaint({ file, message }: Complaint): string {
  return `${file} does not compile after every recipe was followed: ${message.split('\n')[0]}`;
}

/** Runs the scripts and the tests of the recipes where all of them were followed. */
async function problemsOfCopy(copy: string): Promise<readonly string[]> {
  const files = listFiles();
  for (const file of files) cpSync(join(rootFolder, file), join(copy, file));
  symlinkSync(join(rootFolder, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, text] of all) write(copy, file, text);
  for (const { script } of recipes) if (script !== undefined) execFileSync(process.execPath, [script], { cwd: copy });
  const expected = new Set(recipes.flatMap((recipe) => [...filesOf(recipe)]));
  const changed = files.filter((file) => !readFileSync(join(copy, file)).equals(readFileSync(join(rootFolder, file))));
  return [
    ...changed.filter((file) => !expected.has(file)).map((file) => `${file} is written, and no recipe says so`),
    ...[...expected]
      .filter((file) => files.includes(file) && !changed.includes(file))
      .map((file) => `${file} should be changed, and is as before`),
    ...(await failuresOfTests(copy)),
  ];
}

async function failuresOfTests(copy: string): Promise<readonly string[]> {
  const proofs = recipes.flatMap((recipe) => recipe.proofs ?? []);
  for (const { file, text } of proofs) if (text !== undefined) write(copy, file, text);
  const args = ['run', '--project=unit', '--reporter=dot', ...proofs.map(({ file }) => file)];
  const tests = spawn('vitest', args, {
    cwd: copy,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [tests.stdout, tests.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(tests, 'close');
  return code === 0 ? [] : [`The tests of the recipes fail:\n${output}`];
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
