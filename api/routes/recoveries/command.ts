import { createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
import { commandRecovery } from '../../../services/recovery/recoveries/command.ts';
import type { RecoveryCommand } from '../../../services/recovery/recoveries/recovery-control.ts';
import type { ApiEnv } from '../../api-deps.ts';
import { storeOf } from '../../auth/guard.ts';
import { secured } from '../../auth/secured.ts';
import { commandErrors } from '../../errors/common-errors.ts';
import { jsonAnswer } from '../../openapi/json-content.ts';
import { idParams } from '../../openapi/parameters.ts';
import type { RouteDeps } from '../../route-deps.ts';

const summaries: Record<RecoveryCommand, string> = {
  pause: 'Pause a recovery: nothing goes out until it is resumed',
  resume: 'Resume a paused recovery',
  'skip-wait': 'End the wait that a recovery is in',
  stop: 'Stop a recovery for good',
};

const operationIds: Record<RecoveryCommand, string> = {
  pause: 'pauseRecovery',
  resume: 'resumeRecovery',
  'skip-wait': 'skipRecoveryWait',
  stop: 'stopRecovery',
};

const toldSchema = z
  .object({ id: z.string(), command: z.string(), status: z.literal('told') })
  .openapi('RecoveryCommandResult');

/** One route per command: `POST /v1/recoveries/{id}/<command>`. The workflow acts on it in its own time. */
export function postRecoveryCommand({ guard, database, recoveryControl }: RouteDeps, command: RecoveryCommand) {
  const route = createRoute({
    method: 'post',
    path: `/v1/recoveries/{id}/${command}`,
    operationId: operationIds[command],
    tags: ['Recoveries'],
    summary: summaries[command],
    ...secured(guard, 'recoveries:command'),
    request: { params: idParams },
    responses: {
      202: jsonAnswer('The workflow was told', toldSchema, {
        id: '0199a3c4-5c1e-7d52-a9a4-6f0c7a5f2b66',
        command,
        status: 'told' as const,
      }),
      ...commandErrors,
    },
  });
  return defineOpenAPIRoute<typeof route, ApiEnv>({
    route,
    handler: async (c) => {
      const { id } = c.req.valid('param');
      const actor = c.get('actor');
      await commandRecovery(
        { database, control: recoveryControl },
        { storeId: storeOf(actor), recoveryId: id, command, actor },
      );
      return c.json({ id, command, status: 'told' as const }, 202);
    },
  });
}
