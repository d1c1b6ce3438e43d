import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { requestTrainingWorkflow, taskQueues, trainingScheduleId } from '../../../workflows/contract.ts';

/** Of UTC; the jitter spreads installations that share a Temporal. */
const lookHour = 2;
const jitterMs = 2 * hourMs;

/**
 * Makes Temporal look once a day for models that are due, or stop looking. One schedule for all: who is due follows from the
 * rows of runs, so that nothing has to be told apart for each store. Doing it again changes nothing.
 */
export async function syncTrainingSchedule(
  client: Pick<Client, 'schedule'>,
  { isOn }: { readonly isOn: boolean },
): Promise<void> {
  if (!isOn) return dropSchedule(client);
  const schedule = {
    spec: { calendars: [{ hour: lookHour }], jitter: jitterMs },
    action: {
      type: 'startWorkflow' as const,
      workflowType: requestTrainingWorkflow,
      workflowId: trainingScheduleId,
      taskQueue: taskQueues.recovery,
      args: [],
      staticSummary: 'Ask for models that are due',
    },
    // A day that was missed is made up for by the next one.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: dayMs },
  };
  try {
    await client.schedule.create({ scheduleId: trainingScheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(trainingScheduleId).update(({ state }) => ({ ...schedule, state }));
  }
}

async function dropSchedule(client: Pick<Client, 'schedule'>): Promise<void> {
  try {
    await client.schedule.getHandle(trainingScheduleId).delete();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
  }
}
