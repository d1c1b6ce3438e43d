import { fork } from 'node:child_process';

/** Runs a load generator in a process of its own and gives its report. Throws when a request was not answered well. */
export async function runGenerator<Report extends { readonly failed: number }>(
  program: URL,
  load: object,
): Promise<Report> {
  const report = await new Promise<Report>((resolve, reject) => {
    const child = fork(program);
    child.once('message', (message) => resolve(message as Report));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load generator ended with code ${code}`)));
    child.send(load);
  });
  if (report.failed > 0) throw new Error(`${report.failed} of the bench's requests were not answered well`);
  return report;
}
