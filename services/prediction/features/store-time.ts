import type { ShoppingActivity } from '../../../ml/shopping-activity.ts';

/** In a demo an hour passes in a minute: a look of one second stands for one of a minute there. */
export function inStoreTime(activity: ShoppingActivity, timeScale: number): ShoppingActivity {
  const { session } = activity;
  if (!session || timeScale === 1) return activity;
  return { ...activity, session: { ...session, productViewMs: session.productViewMs * timeScale } };
}
