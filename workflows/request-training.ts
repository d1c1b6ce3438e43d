import { requestDueTraining } from './activities.ts';
import type { RequestedTraining } from './contract.ts';

/** A look for models that are due, once a day by its schedule; each that it asks for is a run and a workflow of its own. */
export function requestTraining(): Promise<RequestedTraining> {
  return requestDueTraining({ atMs: Date.now() });
}
