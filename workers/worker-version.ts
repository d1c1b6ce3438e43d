import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import type { WorkerDeploymentOptions } from '@temporalio/worker';
import { backoffMs, withoutJitter } from '../runtime/backoff.ts';
import type { Logger } from '../runtime/logging.ts';
import { isRefused } from './grpc-error.ts';

/** What the workflows' code is called on a Temporal server; its versions are build ids. */
export const deploymentName = 'cart-recovery';

/**
 * Every workflow goes on with the current version, and with no other: in a rolling deploy a worker of older code never
 * gets one that newer code has taken on, whose history it may not be able to replay.
 */
export function versionedBy(version: WorkerDeploymentVersion): WorkerDeploymentOptions {
  return { version, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' };
}

interface Server {
  readonly client: Pick<Client, 'connection' | 'withDeadline' | 'withAbortSignal'>;
  readonly namespace: string;
}

export interface BecomeCurrent {
  readonly version: WorkerDeploymentVersion;
  /**
   * What to do when this version was current once and a newer one is now. `wait` is for servers that others use too: a
   * process of the older code that merely starts again must not take back what the newer one runs.
   */
  readonly whenSuperseded: 'take over' | 'wait';
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly attemptsMax?: number;
}

/** The server hears of a version by its first poll, some hundred milliseconds after the worker has started. */
const backoff = { minMs: 100, maxMs: 10_000 };
const attemptsMaxUsual = 40;
const callMsMax = 10_000;

/**
 * Makes the version of a worker that polls already the current one, so that it gets the workflows of all before it, some
 * moments later: what the server has handed out by then is still finished by them.
 * Never throws: where that fails, the log has a warning with the command for an operator.
 */
export async function becomeCurrent(server: Server, options: BecomeCurrent): Promise<void> {
  const { version, log, signal, attemptsMax = attemptsMaxUsual } = options;
  const { deploymentName, buildId } = version;
  const command = `temporal worker deployment set-current-version --namespace ${server.namespace} --deployment-name ${deploymentName} --build-id ${buildId}`;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      const outcome = await server.client.withAbortSignal(signal, () =>
        server.client.withDeadline(Date.now() + callMsMax, () => claim(server, options)),
      );
      if (outcome === 'superseded')
        log.warn({ buildId, command }, 'a newer version runs the recoveries, and this one stands by');
      return;
    } catch (error) {
      if (signal.aborted) return;
      if (isRefused(error) || attempt >= attemptsMax) {
        log.warn({ buildId, command, err: error }, 'this version could not be made current: recoveries wait for it');
        return;
      }
    }
    await pause(backoffMs(attempt, backoff, withoutJitter), undefined, { signal }).catch(() => {});
  }
}

async function claim(
  { client, namespace }: Server,
  { version: { deploymentName, buildId }, whenSuperseded }: BecomeCurrent,
): Promise<'current' | 'superseded'> {
  const { workflowService } = client.connection;
  const known = await workflowService.describeWorkerDeployment({ namespace, deploymentName });
  const { routingConfig, versionSummaries } = known.workerDeploymentInfo ?? {};
  if (routingConfig?.currentDeploymentVersion?.buildId === buildId) return 'current';
  const own = versionSummaries?.find(({ deploymentVersion }) => deploymentVersion?.buildId === buildId);
  if (own?.lastDeactivationTime && whenSuperseded === 'wait') return 'superseded';
  // Fails when another process has decided meanwhile, and then the next attempt sees what.
  await workflowService.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName,
    buildId,
    conflictToken: known.conflictToken,
  });
  return 'current';
}
