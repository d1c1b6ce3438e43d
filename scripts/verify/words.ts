/** No sentence or line of code depends on the place where it was written, and nothing is left for later. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, rootFolder } from './list-files.ts';
import { reportProblems } from './report-problems.ts';

/** A pattern that may not occur, why, and the files in which it is meant. */
interface Forbidden {
  readonly pattern: RegExp;
  readonly because: string;
  readonly except?: readonly string[];
}

const forbidden: readonly Forbidden[] = [
  { pattern: /(?<![\w.:/-])\/(?:work|root|home|Users)\/[\w.-]/, because: 'a path of one machine' },
  { pattern: /\.\.\/shared\/data\b/, because: 'a folder outside the project' },
  {
    pattern: /registry\.npmjs\.org|files\.pythonhosted\.org|pypi\.org\/simple|deb\.debian\.org/,
    because: 'a registry; each machine uses its own',
  },
  { pattern: /\b(?:TODO|FIXME)\b/, because: 'work left for later' },
  { pattern: /\b(?:debugger;|\.only\()/, because: 'a leftover of debugging', except: ['.md'] },
  { pattern: /^(?:<{7}|>{7}|={7})(?: |$)/m, because: 'an unfinished merge' },
];
const binary = /\.(?:png|jpg|ico|woff2|onnx|gz|zst|parquet|wasm|lock)$/;
const lengthMax = 4 * 1024 * 1024;

const problems: string[] = [];
const files = listFiles().filter(
  (file) => !binary.test(file) && file !== 'package-lock.json' && file !== 'scripts/verify/words.ts',
);
for (const file of files) {
  const text = readFileSync(join(rootFolder, file), 'utf8').slice(0, lengthMax);
  for (const { pattern, because, except = [] } of forbidden) {
    const match = pattern.exec(text);
    if (match === null || except.some((ending) => file.endsWith(ending))) continue;
    problems.push(`${file}:${text.slice(0, match.index).split('\n').length} ${JSON.stringify(match[0])} – ${because}`);
  }
}
reportProblems(problems, `${files.length} files`);
