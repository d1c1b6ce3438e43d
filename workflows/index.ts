/** Everything that the bundle of the workers contains. */
export { recoverCart } from './recover-cart.ts';
