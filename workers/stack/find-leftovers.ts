import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, sep } from 'node:path';

const programs: ReadonlySet<string> = new Set(['postgres', 'valkey-server', 'temporal']);

/**
 * The numbers of our server programs that work on data inside `stackDir`. A process that is killed between starting a
 * server and noting its number leaves one that only its files give away; it would keep its port and, worse, its data.
 * Linux only: elsewhere the notes are all there is.
 */
export function findLeftovers(stackDir: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const inside = `${realpathSync(stackDir)}${sep}`;
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readServer(name, inside));
  const pids = new Set(found.map(({ pid }) => pid));
  // A server's own children end with it.
  return found.filter(({ parent }) => !pids.has(parent)).map(({ pid }) => pid);
}

/** Empty also for a process that ended meanwhile or that we may not look into: it is none of ours. */
function readServer(name: string, inside: string): readonly { readonly pid: number; readonly parent: number }[] {
  try {
    const of = (what: string) => `/proc/${name}/${what}`;
    if (!programs.has(basename(readlinkSync(of('exe'))))) return [];
    const places = `${readlinkSync(of('cwd'))}${sep}\0${readFileSync(of('cmdline'), 'utf8')}`;
    if (!places.includes(inside)) return [];
    const stat = readFileSync(of('stat'), 'utf8');
    // After the program's name, which may hold blanks: state, parent.
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return [{ pid: Number(name), parent: Number(parent) }];
  } catch {
    return [];
  }
}
