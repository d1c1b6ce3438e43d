import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the kernel's clock in a second, as Linux reports times in /proc. */
const ticksPerSecond = 100;

/** Processor time of this process and of every process below it, ended ones included, in microseconds. Linux only. */
export function processorTimeUs(): number {
  const processes = readProcesses();
  const own = process.cpuUsage();
  let total = own.user + own.system;
  const pending = [process.pid];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    for (const child of processes.filter((each) => each.parent === parent)) {
      total += (child.ticks / ticksPerSecond) * 1_000_000;
      pending.push(child.id);
    }
  }
  return total;
}

interface ProcessTimes {
  readonly id: number;
  readonly parent: number;
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
        ticks: (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0),
      },
    ];
  } catch {
    return [];
  }
}
