import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

let quiet = false;

/** Lets Temporal's runtime speak of errors only. There is one for the process, and it can be set up once. */
export function quietTemporal(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
}
