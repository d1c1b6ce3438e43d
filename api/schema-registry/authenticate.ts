import type { MiddlewareHandler } from 'hono';
import { hashKey } from '../../services/accounts/api-keys/secret.ts';
import { RegistryError, registryCodes } from '../../services/streaming/schemas/registry-error.ts';
import { isOperatorKey } from '../auth/operator-key.ts';

const headerLengthMax = 1_024;

/**
 * Lets the operator in: by a bearer token, or by Basic with the key as password and any user, which is what Kafka clients
 * can send. Schemas belong to the installation, so the keys of stores open nothing, and neither do users.
 */
export function authenticateOperator(operatorKeys: () => readonly string[]): MiddlewareHandler {
  return function authenticateOperator(c, next) {
    const key = keyOf(c.req.header('authorization') ?? '');
    if (key === null || !isOperatorKey(operatorKeys(), hashKey(key)))
      throw new RegistryError(registryCodes.unauthorized, 'Send the key of the operator as password or bearer token.');
    return next();
  };
}

function keyOf(header: string): string | null {
  if (header.length > headerLengthMax) return null;
  const [scheme = '', value = ''] = header.split(' ');
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
    default:
      return null;
  }
}
