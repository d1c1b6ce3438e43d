import { alarmLimit, changeIn, evidencePerCart } from './change.ts';
import { type CartGroup, cartGroups, type GroupRealised } from './drift-report.ts';
import type { LabelledCart } from './labelled-cart.ts';
import { realisedOf } from './realised.ts';
import { recalibrate } from './recalibration.ts';
import { weekDays } from './week-by-weekday.ts';

/** What is compared with what came before it: of the last two weeks, the carts whose time to buy is over. */
const firstMonitoredDay = 2 * weekDays;

export const isMonitored = ({ day }: { readonly day: number }): boolean => day >= firstMonitoredDay;

/** Of the two weeks before: with fewer, a change cannot be told from what was not known. */
const labelledThenMin = 200;
const buyersThenMin = 20;

/** How the chances came true, for people without messages and for all others, and whether that changed. `labelled`: oldest first. */
export function realisedByGroup(labelled: readonly LabelledCart[]): readonly GroupRealised[] {
  return cartGroups.map((group) =>
    ofGroup(
      group,
      labelled.filter(({ untouched }) => untouched === (group === 'untouched')),
    ),
  );
}

function ofGroup(group: CartGroup, labelled: readonly LabelledCart[]): GroupRealised {
  const [now, past] = [labelled.filter(isMonitored), labelled.filter((cart) => !isMonitored(cart))];
  const figures = { group, past: realisedOf(past), now: realisedOf(now) };
  const buyers = past.filter(({ bought }) => bought).length;
  if (past.length < labelledThenMin || buyers < buyersThenMin || now.length === 0)
    return { ...figures, change: null, cartsToSee: null };
  const before = recalibrate(past);
  const perCart = evidencePerCart(now, before);
  return {
    ...figures,
    change: changeIn(now, before),
    cartsToSee: perCart > 0 ? Math.ceil(alarmLimit(now.length) / perCart) : null,
  };
}
