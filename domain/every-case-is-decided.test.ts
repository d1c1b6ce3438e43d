import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { type Recipe, textsAfter } from '../scripts/verify/recipes/recipe.ts';
import { condition, reason, trigger } from '../scripts/verify/recipes/rules.ts';

const root = join(import.meta.dirname, '..');
/** The files that decide over triggers, conditions and reason codes. */
const deciding = ['due-at.ts', 'evaluate-step.ts', 'claim.ts'];

const options: ts.CompilerOptions = {
  ...ts.convertCompilerOptionsFromJson(readTsConfig(), import.meta.dirname).options,
  types: [],
};
/** Parsed once for all programs: most of the time goes into the types of the language itself. */
const parsed = new Map<string, ts.SourceFile | undefined>();

test('the rules as they are compile', () => {
  expect(complaintsAfter([])).toEqual([]);
});

test.each([
  ['a trigger', trigger, ['due-at.ts', 'evaluate-step.ts'], "parameter of type 'never'"],
  ['a condition', condition, ['evaluate-step.ts'], "Property 'ordersMin' is missing"],
  ['a reason code', reason, ['claim.ts'], "parameter of type 'never'"],
])('%s that is added does not compile until it is decided', (_what, { first }, files, said) => {
  const complaints = complaintsAfter(first);
  expect([...new Set(complaints.map(({ file }) => file))].sort()).toEqual(files);
  for (const { message } of complaints) expect(message).toContain(said);
});

/** What the compiler says about the deciding files and all that they import, once the first step of a recipe is made. */
function complaintsAfter(first: Recipe['first']): { readonly file: string; readonly message: string }[] {
  const program = ts.createProgram({ rootNames: deciding.map(pathOf), options, host: hostWith(first) });
  return program
    .getSemanticDiagnostics()
    .concat(program.getSyntacticDiagnostics())
    .map(({ file, messageText }) => ({
      file: file ? basename(file.fileName) : 'unknown',
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
}

function hostWith(first: Recipe['first']): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const texts = textsAfter(first, (file) => readFileSync(join(root, file), 'utf8'));
  return {
    ...host,
    getSourceFile: (path, language) => {
      const text = texts.get(relative(root, path));
      if (text !== undefined) return ts.createSourceFile(path, text, language);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, language));
      return parsed.get(path);
    },
  };
}

function readTsConfig(): unknown {
  const path = join(root, 'tsconfig.json');
  return ts.readConfigFile(path, ts.sys.readFile).config.compilerOptions;
}

function pathOf(file: string): string {
  return join(import.meta.dirname, file);
}
