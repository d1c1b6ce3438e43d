import { existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the README asks for, and what any small Linux image or Mac has. No browser, no Java, no server programs. */
const programs = [
  ...['node', 'npm', 'python3', 'git'],
  ...['sh', 'bash', 'env', 'ps', 'tar', 'gzip', 'useradd', 'setpriv', 'ldd', 'locale', 'which'],
  ...[
    'basename',
    'cat',
    'chmod',
    'cp',
    'cut',
    'date',
    'dirname',
    'echo',
    'false',
    'grep',
    'head',
    'id',
    'ln',
    'ls',
    'mkdir',
  ],
  ...[
    'mktemp',
    'mv',
    'nice',
    'od',
    'pwd',
    'readlink',
    'realpath',
    'rm',
    'rmdir',
    'sed',
    'sleep',
    'sort',
    'stat',
    'tail',
    'test',
  ],
  ...['touch', 'tr', 'true', 'uname', 'uniq', 'wc', 'xargs'],
];

/** Puts links to these programs into `folder`, each the first of its name on `path`; gives those that are not there. */
export function linkPrograms(folder: string, path: string): readonly string[] {
  return programs.filter((program) => {
    const found = path
      .split(delimiter)
      .filter((place) => place !== '' && !place.includes('node_modules'))
      .map((place) => join(place, program))
      .find((candidate) => existsSync(candidate));
    if (found) symlinkSync(found, join(folder, program));
    return !found;
  });
}
