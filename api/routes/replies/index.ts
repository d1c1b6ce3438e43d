import type { RouteDeps } from '../../route-deps.ts';
import { getReplies } from './list.ts';
import { inboundMailRoutes } from './receive.ts';
import { postReplyWords } from './words.ts';

/** What people write back: how it comes in, and how it is looked at. */
export function replyRoutes(deps: RouteDeps) {
  return [...inboundMailRoutes(deps), getReplies(deps), postReplyWords(deps)] as const;
}
