import { createAdmission } from './admission.ts';
import type { ApiDeps } from './api-deps.ts';
import { createApp } from './app.ts';
import { createFastPath } from './fast-path/fast-path.ts';

/** The whole HTTP API: the app, and the fastPath before it for a server that has one. Opens nothing and listens nowhere. */
export function createApi(deps: ApiDeps) {
  const admission = createAdmission(deps);
  return { app: createApp(deps, admission), fastPath: createFastPath(deps, admission) };
}
