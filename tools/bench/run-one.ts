/** Child process of `run.ts`: runs the bench named by its argument and sends the results to its parent. */
import { benches } from './benches.ts';

const name = process.argv[2] ?? '';
const bench = benches[name];
if (!bench || !process.send)
  throw new Error(`run-one.ts is started by run.ts with the name of a bench, not with "${name}"`);
process.send(await bench());
process.disconnect();
