import { randomId } from './random-id.ts';
import { later, listen, run } from './run.ts';
import { drop, names, read, write } from './storage.ts';
import { toJson } from './to-json.ts';
import { handOverToBrowser, post } from './transport.ts';

/** Events wait here until the server has said that it has them. */
const eventsMax = 100;
const batchEventsMax = 50;
const batchBytesMax = 60_000;
const ageMsMax = 7 * 24 * 3_600_000;
/** Events of one click go together. */
const gatherMs = 60;
const retryMsMin = 2_000;
const retryMsMax = 60_000;
/** Names of queued events begin so; then comes the time in nine digits of base 36, so that they sort by it. */
const mark = 'e:';

let open = false;
let stopped = false;
let sending = false;
let scheduled = false;
let failures = 0;
let notBeforeMs = 0;
let lastMs = 0;

/** Now, and later than any moment before: what one click does at once keeps its order. */
export function nextMoment(): number {
  lastMs = Math.max(Date.now(), lastMs + 1);
  return lastMs;
}

/** Puts an event in line. It is stored before it is sent, so leaving the page loses nothing. */
export function enqueue(event: object): void {
  if (stopped) return;
  const atMs = nextMoment();
  const id = sortable(atMs) + randomId();
  write(mark + id, toJson({ id, occurredAt: new Date(atMs).toISOString(), ...event }));
  prune();
  schedule(gatherMs);
}

/** From now on events are sent, those of earlier pages first. */
export function openQueue(): void {
  open = true;
  prune();
  flush();
}

/** The visitor refused: what waits is nobody's business any more. */
export function closeQueue(): void {
  open = false;
  for (const name in names(mark)) drop(name);
}

/** Ends sending for this page, whatever comes; `forget`: what waits would never be taken. */
export function stopQueue(forget: boolean): void {
  stopped = true;
  if (forget) closeQueue();
}

/** Sends now what there is; once more when the network is back. */
export function flush(): void {
  notBeforeMs = 0;
  schedule(0);
}

/**
 * Hands over what the server has not confirmed yet, because the page may be about to end. It stays in line: whether it
 * arrived is never known, and the server knows an event that it has seen.
 */
export function handOver(): void {
  if (!open || stopped) return;
  const { events, body } = nextBatch();
  if (events) handOverToBrowser('events', body);
}

function schedule(delayMs: number): void {
  if (scheduled || !open || stopped) return;
  scheduled = true;
  later(
    () => {
      scheduled = false;
      return sendNext();
    },
    Math.max(delayMs, notBeforeMs - Date.now()),
  );
}

async function sendNext(): Promise<void> {
  if (sending || stopped) return;
  const batch = nextBatch();
  if (!batch.events) return;
  sending = true;
  const { status, retryAfterMs } = await post('events', batch.body, failures);
  sending = false;
  // Switched off: nobody will ever want it. Not a page of the shop yet: perhaps on another day.
  if (status === 410 || status === 403) stopQueue(status === 410);
  else if (!status || status === 408 || status === 429 || status >= 500) {
    const waitMs = Math.max(retryAfterMs || 0, Math.min(retryMsMax, retryMsMin * 2 ** failures++));
    notBeforeMs = Date.now() + waitMs;
    schedule(waitMs);
  } else {
    // Taken, seen before, or refused for good: either way there is nothing left to do for them.
    failures = 0;
    for (const name in batch.names) drop(name);
    schedule(0);
  }
}

interface Batch {
  readonly names: Readonly<Record<string, true>>;
  readonly events: number;
  readonly body: string;
}

/** The server puts them in order by their times. */
function nextBatch(): Batch {
  const chosen: Record<string, true> = Object.create(null);
  let events = 0;
  let body = '';
  for (const name in names(mark)) {
    const text = read(name);
    if (!text) continue;
    if (text.length > batchBytesMax) drop(name);
    else if (events < batchEventsMax && body.length + text.length < batchBytesMax) {
      chosen[name] = true;
      body += (events++ ? ',' : '') + text;
    }
  }
  return { names: chosen, events, body: `{"sentAt":"${new Date().toISOString()}","events":[${body}]}` };
}

/** Lets go of what is too old to matter, and of the oldest when there is too much. */
function prune(): void {
  let count = 0;
  let oldest = '';
  for (const name in names(mark)) {
    if (name < mark + sortable(Date.now() - ageMsMax)) drop(name);
    else if (count++ === 0 || name < oldest) oldest = name;
  }
  if (count > eventsMax) drop(oldest);
}

function sortable(atMs: number): string {
  return atMs.toString(36).padStart(9, '0');
}

void run(() => {
  listen(window, 'pagehide', handOver);
  listen(window, 'online', flush);
  listen(document, 'visibilitychange', () => document.hidden && handOver());
});
