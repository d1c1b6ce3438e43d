import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../domain/actor.ts';
import { parseTraceparent } from '../../domain/trace-context.ts';
import type { EventLog } from '../../events/event-log.ts';
import { checkEvent } from '../../services/ingest/events/check-event.ts';
import { mayHoldUnstorableValue } from '../../services/ingest/events/find-unstorable-value.ts';
import { appendChecked } from '../../services/ingest/events/take-in-events.ts';
import type { Brands } from '../../services/state/brands/brands.ts';
import type { Admission } from '../admission.ts';
import type { ApiLimits } from '../api-deps.ts';
import { checkPermission, storeOf } from '../auth/guard.ts';
import { ownerOfHost } from '../hosts/answer-own-hosts.ts';
import { type AccessLogDeps, createAnswerNotes } from '../middleware/access-log.ts';
import { requestIdOf } from '../middleware/request-id.ts';
import { jsonAnswerHeaders } from '../middleware/standard-headers.ts';
import { spendEvents } from '../rate-limit/spend-events.ts';
import { readItems } from '../routes/events/read-items.ts';
import { eventsPath, isPlainPost } from './is-plain-post.ts';
import { readBody } from './read-body.ts';

/** Answers a request of Node's server, or gives it on to whatever stands behind. */
export type FastPath = (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void) => void;

export interface EventLaneDeps extends AccessLogDeps {
  readonly brands: Pick<Brands, 'ownerOf'>;
  readonly eventLog: Pick<EventLog, 'append'>;
  readonly limits: Pick<ApiLimits, 'bodyBytesMax'>;
}

type EventAdmission = Pick<Admission, 'recognize' | 'eventBudget' | 'keyEventBudget'>;

/**
 * The short way of the request that there is most of: one event from a shop's server. It says nothing but `202`. A
 * request that is anything else, or that cannot be accepted, goes on to the app with its body unharmed, and the app says
 * what is wrong with it; so every rule of the endpoint has its sentence in one place, and this is only about speed.
 */
export function createFastPath(
  { brands, eventLog, limits, now, ...notes }: EventLaneDeps,
  admission: EventAdmission,
): FastPath {
  const noteAnswer = createAnswerNotes(notes);
  return function fastPath(incoming, outgoing, next) {
    const startedAt = now();
    const isPlain = isPlainPost(incoming, limits.bodyBytesMax) && ownerOfHost(incoming.headers.host, brands) === null;
    const actor = isPlain ? knownActor(incoming.headers, admission) : null;
    if (!actor) {
      next();
      return;
    }
    readBody(incoming, (body) => {
      const traceparent = parseTraceparent(incoming.headers['traceparent']);
      takeEvent(body.toString(), { actor, eventLog, admission, receivedAt: startedAt, traceparent }).then(
        (accepted) => {
          const requestId = requestIdOf(incoming.headers['x-request-id']?.toString());
          answer(outgoing, requestId, accepted);
          const [durationMs, storeId] = [now() - startedAt, actor.storeId];
          noteAnswer({ requestId, method: 'POST', route: eventsPath, status: 202, durationMs, storeId });
        },
        () => {
          // The adapter behind takes a body that was read before from here.
          Object.assign(incoming, { rawBody: body });
          next();
        },
      );
    });
  };
}

/**
 * Null: an actor that may not send events, or that cannot be told without waiting. Keys pass; the operator, who has to name a
 * store, and users, whose roles have no `events:write`, are left to the app.
 */
function knownActor({ authorization }: IncomingHttpHeaders, { recognize }: EventAdmission): Caller | null {
  try {
    const actor = recognize({ authorization, storeId: undefined });
    if (actor) checkPermission(actor, 'events:write');
    return actor;
  } catch {
    return null;
  }
}

interface Accepted {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface TakeEvent {
  readonly actor: Caller;
  readonly eventLog: EventLaneDeps['eventLog'];
  readonly admission: EventAdmission;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly traceparent: string | undefined;
}

/** Throws when the event cannot be accepted, whatever the reason. */
async function takeEvent(
  text: string,
  { actor, eventLog, admission, receivedAt, traceparent }: TakeEvent,
): Promise<Accepted> {
  const request = readItems(JSON.parse(text), 1);
  if (request.kind !== 'single') throw new Error('a batch');
  const checked = checkEvent(request.item, { searchHostile: mayHoldUnstorableValue(text) });
  if (!checked.ok) throw new Error('not a good event');
  const headers = await spendEvents(admission, actor, 1);
  const { id } = checked.event;
  const [status] = await appendChecked(eventLog, {
    ...{ storeId: storeOf(actor), receivedAt, traceparent },
    events: [checked.event],
  });
  if (status !== 'accepted' && status !== 'duplicate') throw new Error('an event that the app has to say more of');
  return { body: JSON.stringify({ id, status }), headers };
}

function answer(outgoing: ServerResponse, requestId: string, { body, headers }: Accepted): void {
  outgoing.writeHead(202, {
    ...jsonAnswerHeaders(requestId, headers),
    'content-length': String(Buffer.byteLength(body)),
  });
  outgoing.end(body);
}
