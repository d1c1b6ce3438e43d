import type { KeyScope } from '../../domain/key-scope.ts';
import type { Guard } from './guard.ts';

/** The parts of a route that say who may call it: one of the scopes in a store, or the operator acting there. */
export function secured(guard: Guard, ...scopes: readonly [KeyScope, ...KeyScope[]]) {
  return {
    security: [...scopes.map((scope) => ({ apiKey: [scope] })), { operatorKey: [] }],
    middleware: guard(scopes),
  };
}

/** Only the operator of the installation. */
export function operatorOnly(guard: Guard) {
  return { security: [{ operatorKey: [] }], middleware: guard('operator') };
}
