import type { Database } from '../../../db/postgres/tenancy.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import type { Brands } from '../../../services/state/brands/brands.ts';
import type { AppLinks } from './app-links.ts';

/** What the pages for shoppers work with. */
export interface PublicDeps {
  readonly database: Pick<Database, 'app'>;
  /** What goes over all stores: the list of the outbox, and no other page. */
  readonly operations: Pick<Database, 'engine'>;
  /** How stores are shown; absent: as they come. */
  readonly brands?: Brands;
  /** What tokens in messages are made from; without it a page of one link leads to no other of the same message. */
  readonly linkSecret?: KeySource;
  /** Takes what a person says on a page. */
  readonly eventLog: Pick<EventLog, 'append'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether `/outbox` exists. It shows every store's messages to whoever can reach the server: embedded set-ups only. */
  readonly showSandbox: boolean;
  /** Whether the demo shop is served under `/demo`; the front page then leads to it. */
  readonly showDemo?: boolean;
  /** Apps that open links to carts in place of the browser; absent: none. */
  readonly appLinks?: AppLinks;
  /** Told of unexpected errors; the person sees a plain page. */
  readonly reportError: (error: unknown) => void;
}
