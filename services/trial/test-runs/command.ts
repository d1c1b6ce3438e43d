import { z } from '@hono/zod-openapi';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { carts, recoveries, testRuns } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Actor } from '../../../domain/actor.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { EventLog } from '../../../events/event-log.ts';
import { appendChecked } from '../../ingest/events/take-in-events.ts';
import { recordAudit } from '../../journal/audit/record.ts';
import type { RecoveryControl } from '../../recovery/recoveries/recovery-control.ts';
import { idSchema, readInput } from '../../shared/read-input.ts';
import { requirePermission } from '../../shared/require-permission.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { findTestRun, type TestRunRow } from './run.ts';
import { clearTestSpace } from './space.ts';
import { orderOfTestCart } from './test-events.ts';

/** What the person may do in place of the shopper, or of time. */
export const testRunCommands = ['skip-wait', 'buy', 'stop'] as const;
export type TestRunCommand = (typeof testRunCommands)[number];

const commandInput = z.object({ runId: idSchema, command: z.enum(testRunCommands) });

export interface CommandTestRunDeps {
  readonly database: Pick<Database, 'app'>;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly control: RecoveryControl;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface CommandTestRun {
  readonly actor: Actor;
  readonly storeId: string;
  readonly runId: string;
  readonly command: TestRunCommand;
}

/** Tells a test run what its person wants. Throws `conflict` when nothing runs any more. */
export async function commandTestRun(
  deps: CommandTestRunDeps,
  { actor, storeId, ...given }: CommandTestRun,
): Promise<void> {
  requirePermission(actor, 'campaigns:write', storeId);
  const { runId, command } = readInput(commandInput, given);
  const { database } = deps;
  const run = await findTestRun(database, { storeId, runId });
  if (run.stoppedAt !== null) throw new ServiceError('conflict', 'This test run was ended.');
  await act(deps, run, command);
  await withStore(database, storeId, async (tx) => {
    if (command === 'stop')
      await tx
        .update(testRuns)
        .set({ stoppedAt: new Date(deps.now()) })
        .where(and(eq(testRuns.id, run.id), isNull(testRuns.stoppedAt)));
    await recordAudit(tx, {
      ...{ actor, storeId, action: 'campaigns:write' },
      subject: { kind: 'campaign', id: run.campaignId },
      change: { testRun: { after: command } },
    });
  });
}

async function act(deps: CommandTestRunDeps, run: TestRunRow, command: TestRunCommand): Promise<void> {
  switch (command) {
    case 'skip-wait':
      return skipWait(deps, run);
    case 'buy':
      return buy(deps, run);
    case 'stop':
      return withStore(deps.database, run.spaceId, (tx) => clearTestSpace(tx, run.spaceId));
    default:
      return assertNever(command);
  }
}

/** Of a cart that is still in the shopper's hands: it counts as left now. Of a recovery: its next step is due now. */
async function skipWait({ database, control, now }: CommandTestRunDeps, run: TestRunRow): Promise<void> {
  const { spaceId, cartId } = run;
  const running = await withStore(database, spaceId, async (tx) => {
    const due = await tx
      .update(carts)
      .set({ abandonAt: new Date(now()) })
      .where(and(eq(carts.storeId, spaceId), eq(carts.id, cartId), isNotNull(carts.abandonAt)))
      .returning({ id: carts.id });
    if (due.length > 0) return null;
    const [recovery] = await tx
      .select({ workflowId: recoveries.workflowId })
      .from(recoveries)
      .where(and(eq(recoveries.storeId, spaceId), eq(recoveries.cartId, cartId), isNull(recoveries.endedAt)));
    if (!recovery) throw notRunning();
    return recovery.workflowId;
  });
  if (running === null) return;
  const told = await control.tell(running, 'skip-wait').catch((cause: unknown) => {
    throw new ServiceError('unavailable', 'The workflow server cannot be reached at the moment.', { cause });
  });
  if (told === 'gone') throw notRunning();
}

async function buy({ database, eventLog, now }: CommandTestRunDeps, run: TestRunRow): Promise<void> {
  const { spaceId, cartId, userId } = run;
  const [cart] = await withStore(database, spaceId, (tx) =>
    tx
      .select()
      .from(carts)
      .where(and(eq(carts.storeId, spaceId), eq(carts.id, cartId))),
  );
  if (!cart || cart.lines.length === 0) throw notRunning();
  const receivedAt = now();
  const events = [orderOfTestCart({ userId }, cart, new Date(receivedAt))];
  await appendChecked(eventLog, { storeId: spaceId, receivedAt, events });
}

function notRunning(): ServiceError {
  return new ServiceError('conflict', 'Nothing of this test run waits at the moment.');
}
