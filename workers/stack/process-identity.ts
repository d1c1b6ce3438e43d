import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Notes in `file` which process has a thing: its number and when it started, which together are never used again. */
export function noteProcess(file: string, pid: number): void {
  writeFileSync(file, `${pid} ${processStart(pid) ?? ''}`);
}

/** The number of the noted process if just that one still runs; not a stranger that got its number later. */
export function findNotedProcess(file: string): number | undefined {
  let noted: string;
  try {
    noted = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const pid = Number.parseInt(noted, 10);
  const start = noted.slice(noted.indexOf(' ') + 1);
  return pid > 1 && start !== '' && processStart(pid) === start ? pid : undefined;
}

/** The command line of a running process with blanks between its arguments, or `undefined` when it does not run. */
export function processCommand(pid: number): string | undefined {
  if (process.platform === 'linux')
    return readOrUndefined(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || undefined;
  return askPs(pid, 'command=');
}

function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  // The second field is the program's name in brackets and may contain blanks; state is field 3, the start is field 22.
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

function askPs(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
