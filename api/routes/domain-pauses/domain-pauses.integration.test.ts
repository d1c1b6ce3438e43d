import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditLog, domainPauses } from '../../../db/postgres/schema/index.ts';
import { withEngine, withPipeline } from '../../../db/postgres/tenancy.ts';
import { test } from '../../../test/api-fixture.ts';

test('a domain that was stopped is listed, and its operator lets it go on, which is written down (field 23)', async ({
  api,
}) => {
  const { call, database, adminKey: key } = api;
  const domain = 'stopped.example';
  const path = `/v1/domain-pauses/${domain}/resume`;
  const counts = { measure: 'bounce_rate', messages: 200, counted: 25 } as const;
  await withPipeline(database, (tx) => tx.insert(domainPauses).values({ domain, ...counts, pausedAt: new Date() }));
  const listed = async () => (await call('/v1/domain-pauses', { key })).json.items;
  expect(await listed()).toEqual([{ domain, ...counts, pausedAt: expect.any(String) }]);
  expect((await call(path, { method: 'POST', key })).json).toMatchObject({ domain, ...counts });
  expect(await listed()).toEqual([]);
  expect((await call(path, { method: 'POST', key })).status).toBe(409);
  const [entry] = await withEngine(database, (tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, domain)));
  expect(entry).toMatchObject({
    ...{ action: 'senders:write', subjectKind: 'sender_domain' },
    change: { stoppedBy: { before: 'bounce_rate', after: null } },
  });
});
