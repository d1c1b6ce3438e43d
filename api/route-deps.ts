import type { Admission } from './admission.ts';
import type { ApiDeps } from './api-deps.ts';

/** What every route file gets: the dependencies, and what the app made of them. */
export interface RouteDeps extends ApiDeps, Admission {
  /** Where people look at a workflow; null when there is no UI. */
  readonly temporalLink: (workflowId: string) => string | null;
}

/** For verbs about what belongs to the platform: they let only the operator and admins go over all stores. */
export function overAllStores({ database, operations }: RouteDeps) {
  return { app: database.app, engine: operations.engine };
}
