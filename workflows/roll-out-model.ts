import { condition, continueAsNew, patched, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { looksPerRunMax, percentAfter, type RolloutPlan } from '../domain/rollout/plan.ts';
import { nextMove, type RollBackReason, type RolloutState } from '../domain/rollout/rollout.ts';
import { endRollout, enterStage, lookAtRollout, openRollout } from './activities.ts';
import { holdRollout, type RollOutModel, resumeRollout, undoRollout } from './contract.ts';

type Seen = Extract<Awaited<ReturnType<typeof lookAtRollout>>, { kind: 'seen' }>;

/**
 * A model version on its way from shadow to all carts: it enters a stage, is looked at until its gates let it go on, and answers for all,
 * or for nobody. Where it stands is in its row, so whatever run goes on knows it.
 */
export async function rollOutModel(input: RollOutModel): Promise<RolloutState> {
  const told = listen();
  const opened = await openRollout(input);
  if (opened.kind === 'over') return opened.state;
  const { plan } = opened;
  const end = (because: RollBackReason | null, gates: readonly string[] = []) =>
    endRollout({ ...input, because, gates });
  let { stage } = opened;
  let looks = 0;
  for (;;) {
    const entered = await enterStage({ ...input, stage });
    if (entered.kind !== 'entered') return end('superseded');
    for (;;) {
      const look = await lookAtRollout(input);
      looks += 1;
      if (look.kind !== 'seen') return end('superseded');
      describe(plan, stage, look);
      const move = nextMove(plan, { stage, ...look });
      if (move.kind === 'roll_back') return end('gate', gatesThat(look, 'roll_back'));
      if (move.kind === 'promote') return end(null);
      if (move.kind === 'advance') {
        stage = move.stage;
        break;
      }
      if (needsNextRun(looks)) await continueAsNew<typeof rollOutModel>(input);
      await untilNextLook(told, look.againInMs);
    }
  }
}

/** One that looked so often before there was such a limit waits for the server's advice. */
function needsNextRun(looks: number): boolean {
  return workflowInfo().continueAsNewSuggested || (looks >= looksPerRunMax && patched('looks-per-run'));
}

/** What was said since the last look. */
interface Told {
  something: boolean;
}

function listen(): Told {
  const told: Told = { something: false };
  for (const signal of [holdRollout, resumeRollout, undoRollout])
    setHandler(signal, () => {
      told.something = true;
    });
  return told;
}

/** What somebody said is in the row that the next look reads. */
async function untilNextLook(told: Told, againInMs: number): Promise<void> {
  await condition(() => told.something, againInMs, { summary: 'Wait for the next look' });
  told.something = false;
}

function gatesThat({ gates }: Seen, said: 'hold' | 'roll_back'): readonly string[] {
  return gates.filter(({ verdict }) => verdict === said).map(({ gate }) => gate);
}

/** Keeps the Temporal UI's "current details" readable. */
function describe(plan: RolloutPlan, stage: number, look: Seen): void {
  const percent = plan.stages[stage]?.percent ?? 0;
  const waiting = gatesThat(look, 'hold');
  const lines = [
    percent === 0
      ? 'Shadow: scored for all carts, answers for none'
      : `Canary: answers for **${percent} %** of the carts`,
    `Next: ${percentAfter(plan, stage)} %`,
    look.isHeld ? 'Held by somebody: waits for the signal `resumeRollout`' : 'Goes on by itself',
    ...(waiting.length > 0 ? [`Waits for: ${waiting.join(', ')}`] : ['All gates pass']),
  ];
  setCurrentDetails(lines.map((line) => `- ${line}`).join('\n'));
}
