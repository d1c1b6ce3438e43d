/**
 * Every regular expression of the product takes time in proportion to its text: one event, one name, one header must not
 * keep a process busy. Answers are kept in `.cache/verify`, because some of them take seconds.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { listFiles, rootFolder } from './list-files.ts';
import { findExpressions } from './regular-expressions/find-expressions.ts';
import { problemOfExpression } from './regular-expressions/is-linear.ts';
import { reportProblems } from './report-problems.ts';

const productFolders =
  /^(domain|events|platforms|channels|ml|repair|services|db|api|workers|storefront|runtime|activities|workflows|demo)\//;
const tests = /\.(test|contract)\.tsx?$/;
const cacheFile = resolve(rootFolder, '.cache/verify/regular-expressions.json');

const { version } = JSON.parse(readFileSync(resolve(rootFolder, 'node_modules/recheck/package.json'), 'utf8'));
const known: Record<string, string | null> = existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, 'utf8')) : {};
const judged: Record<string, string | null> = {};
const problems: string[] = [];

for (const file of listFiles()) {
  if (!productFolders.test(file) || !/\.(tsx?|js)$/.test(file) || tests.test(file)) continue;
  for (const { line, expression } of findExpressions(readFileSync(resolve(rootFolder, file), 'utf8'))) {
    const problem = expression ? judge(expression) : 'is made while the program runs: use constants of its file';
    if (problem) problems.push(`${file}:${line} ${expression ? `/${expression.source}/ ` : ''}${problem}`);
  }
}
mkdirSync(dirname(cacheFile), { recursive: true });
writeFileSync(cacheFile, JSON.stringify(judged));
reportProblems(problems, `${Object.keys(judged).length} regular expressions`);

function judge(expression: { readonly source: string; readonly flags: string }): string | null {
  const key = `${version} /${expression.source}/${expression.flags}`;
  judged[key] ??= known[key] === undefined ? problemOfExpression(expression) : known[key];
  return judged[key] ?? null;
}
