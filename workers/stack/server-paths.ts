import { join } from 'node:path';
import { makePrivateFolder } from '../../runtime/private-folder.ts';

/** Where one embedded server keeps its data, its log and its process number. */
export interface ServerPaths {
  readonly dataDir: string;
  readonly logFile: string;
  readonly pidFile: string;
}

/** Creates the folders of one server inside the data folder of the stack, closed to other users of the machine. */
export function serverPaths(stackDir: string, server: string): ServerPaths {
  const dataDir = join(stackDir, server);
  for (const folder of [dataDir, join(stackDir, 'logs'), join(stackDir, 'run')]) makePrivateFolder(folder);
  return { dataDir, logFile: join(stackDir, 'logs', `${server}.log`), pidFile: join(stackDir, 'run', `${server}.pid`) };
}
