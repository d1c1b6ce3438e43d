import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

/** What a reader needs to judge a figure: printed with every run. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly node: string;
  readonly system: string;
  /** Average of runnable processes in the last minute, before the run: above the cores means a busy machine. */
  readonly load: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGib: Math.round((totalmem() / 1024 ** 3) * 10) / 10,
    node: process.versions.node,
    system: `${platform()} ${arch()}`,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
