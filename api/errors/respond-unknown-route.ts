import type { Context } from 'hono';
import type { RouterRoute } from 'hono/types';
import { ServiceError } from '../../services/shared/service-error.ts';
import type { ApiEnv } from '../api-deps.ts';
import { errorResponse } from './respond-error.ts';

/**
 * 405 with `Allow` when the path exists for another method, else 404. A path that is spelled out is a thing of its own, though
 * it fits where an id could stand, too.
 */
export function respondUnknownRoute(c: Context<ApiEnv>, routes: readonly RouterRoute[]): Response {
  const fitting = routes.filter(({ method, path }) => method !== 'ALL' && matches(path, c.req.path));
  const fewest = Math.min(...fitting.map(({ path }) => parametersOf(path)));
  const nearest = fitting.filter(({ path }) => parametersOf(path) === fewest);
  const allowed = [...new Set(nearest.map(({ method }) => method))];
  if (allowed.length === 0) return errorResponse(c, new ServiceError('not_found', 'There is nothing at this address.'));
  c.header('allow', allowed.join(', '));
  return errorResponse(c, new ServiceError('method_not_allowed', `Use ${allowed.join(' or ')} here.`));
}

function parametersOf(pattern: string): number {
  return pattern.split('/').filter((part) => part.startsWith(':')).length;
}

function matches(pattern: string, path: string): boolean {
  const expected = pattern.split('/');
  const given = path.split('/');
  return (
    expected.length === given.length &&
    expected.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}
