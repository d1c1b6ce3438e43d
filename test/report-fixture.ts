import { randomUUID } from 'node:crypto';
import { memberships, sandboxMessages, users } from '../db/postgres/schema/index.ts';
import { type Database, withEngine } from '../db/postgres/tenancy.ts';
import { system } from '../domain/actor.ts';
import type { ReportFrequency } from '../domain/report-period.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createReport, type ReportDeps } from '../services/analytics/scheduled-reports/create.ts';
import type { ScheduledReport } from '../services/analytics/scheduled-reports/report.ts';
import { engineSecret } from './engine.ts';
import { createShop, type Shop, type ShopOptions } from './shop-factory.ts';

export interface ReportedShop {
  readonly deps: ReportDeps;
  readonly storeId: string;
  readonly rows: Shop;
  readonly memberIds: readonly string[];
  report(options?: {
    readonly frequency?: ReportFrequency;
    readonly timeOfDay?: string;
    readonly webhookUrl?: string;
  }): Promise<{ readonly report: ScheduledReport; readonly secret: string | null }>;
  /** What reached mailboxes of the sandbox: address and subject, in order of the addresses. */
  mail(): Promise<readonly { readonly to: string; readonly subject: string; readonly text: string }[]>;
}

/** A store with a team of two, one of whom reads German, that can make reports. */
export async function createReportedShop(database: Database, options: ShopOptions = {}): Promise<ReportedShop> {
  const rows = await createShop(database, { timeZone: 'Europe/Vienna', ...options });
  const { storeId, write } = rows;
  const memberIds = [await newMember(database, storeId, 'en'), await newMember(database, storeId, 'de')];
  const deps = { database, sealer: createSealer(engineSecret), allowLoopback: true, now: Date.now };
  return {
    deps,
    storeId,
    rows,
    memberIds,
    report: ({ frequency = 'daily', timeOfDay = '08:00', webhookUrl } = {}) =>
      createReport(deps, {
        ...{ actor: system, storeId, name: 'Numbers', frequency, timeOfDay },
        delivery: webhookUrl ? { kind: 'webhook', url: webhookUrl } : { kind: 'email', recipientIds: [...memberIds] },
      }),
    async mail() {
      const kept = await write((tx) => tx.select().from(sandboxMessages));
      return kept
        .map(({ content }) => content as { to: string; subject: string; text: string })
        .toSorted((a, b) => (a.to < b.to ? -1 : 1));
    },
  };
}

export async function newMember(database: Database, storeId: string, locale: string): Promise<string> {
  const id = randomUUID();
  await withEngine(database, async (tx) => {
    await tx.insert(users).values({ id, email: `${locale}-${id}@shop.example`, name: `Member ${locale}`, locale });
    await tx.insert(memberships).values({ storeId, userId: id, role: 'analyst' });
  });
  return id;
}
