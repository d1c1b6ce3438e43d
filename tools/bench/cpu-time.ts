import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's clock in a second, as Linux reports times in /proc. */
const ticksPerSecond = 100;

/** Processor time of this process and of every process below it, ended ones included, in microseconds. Linux only. */
export function cpuTimeUs(): number {
  return ownCpuTimeUs() + microseconds(processesBelow());
}

/** Of this process alone, all of its threads. */
export function ownCpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The same of those below it that run the program of this name. */
export function cpuTimeOfUs(program: string): number {
  return microseconds(processesBelow().filter(({ name }) => name === program));
}

function microseconds(processes: readonly ProcessTimes[]): number {
  return (processes.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond) * 1_000_000;
}

function processesBelow(): readonly ProcessTimes[] {
  const processes = readProcesses();
  const found: ProcessTimes[] = [];
  const pending = [process.pid];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    for (const child of processes.filter((each) => each.parent === parent)) {
      found.push(child);
      pending.push(child.id);
    }
  }
  return found;
}

interface ProcessTimes {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly ticks: number;
}

function readProcesses(): ProcessTimes[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
}

function readProcess(id: number): ProcessTimes[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // After the name, which may hold spaces: state, parent, … utime, stime and those of ended children are 14 to 17.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return [
      {
        id,
        parent: fields[1] ?? 0,
        name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
        ticks: (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0),
      },
    ];
  } catch {
    return [];
  }
}
