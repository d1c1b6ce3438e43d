/** Everything that the bundle of the workers contains. */
export { reconcileStore } from './reconcile-store.ts';
export { recoverCart } from './recover-cart.ts';
export { requestTraining } from './request-training.ts';
export { rollOutModel } from './roll-out-model.ts';
export { sendReport } from './send-report.ts';
export { trainModel } from './train-model.ts';
