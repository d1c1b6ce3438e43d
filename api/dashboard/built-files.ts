import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface BuiltFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly contentType: string;
}

/** The built dashboard in memory: what is served is what was there at the start, whatever a path says. */
export interface BuiltFiles {
  /** By its path below the folder, e.g. `assets/index-1a2b.js`; undefined: there is none. */
  find(path: string): BuiltFile | undefined;
  readonly index: BuiltFile;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};
/** A build has about a hundred files of together two megabytes, and two builds are kept. */
const filesMax = 2_000;
const bytesMax = 64 * 1024 * 1024;

/** Reads a build; null when there is none. */
export function readBuiltFiles(folder: string): BuiltFiles | null {
  const files = new Map<string, BuiltFile>();
  let bytes = 0;
  for (const path of filesIn(folder)) {
    const contentType = contentTypes[extname(path)];
    if (contentType === undefined) continue;
    const body = readFileSync(join(folder, path));
    bytes += body.length;
    if (files.size >= filesMax || bytes > bytesMax)
      throw new Error(`${folder} holds more than ${filesMax} files or ${bytesMax} bytes: remove it and build it again`);
    files.set(path, { body, contentType });
  }
  const index = files.get('index.html');
  return index ? { index, find: (path) => files.get(path) } : null;
}

function filesIn(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
