import type { ApiDeps } from './api-deps.ts';
import type { Guard } from './auth/guard.ts';
import type { Budget } from './rate-limit/budget.ts';

/** What every route file gets: the dependencies, and what the app made of them. */
export interface RouteDeps extends ApiDeps {
  readonly guard: Guard;
  /** For routes that count something else than requests. */
  readonly unmeteredGuard: Guard;
  readonly eventBudget: Budget;
  /** Events of one key within its store's; null: keys have no limit of their own. */
  readonly keyEventBudget: Budget | null;
  /** Where people look at a workflow; null when there is no UI. */
  readonly temporalLink: (workflowId: string) => string | null;
}
