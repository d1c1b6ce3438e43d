import { and, asc, eq } from 'drizzle-orm';
import type { BuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import type { TemplateSource } from '../../../channels/render/template-set.ts';
import { stores, templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { ownTemplatePrefix } from '../../../domain/template.ts';
import type { TemplateCatalogue } from '../campaigns/rule-facts.ts';
import { channelsWritten } from './template.ts';

/** What messages are made of: the built-in templates, and what a store has published of its own. */
export interface StoreTemplates extends TemplateSource, TemplateCatalogue {
  readonly builtIn: BuiltInTemplates;
}

export function createStoreTemplates(database: Pick<Database, 'app'>, builtIn: BuiltInTemplates): StoreTemplates {
  return {
    builtIn,
    find: async (template, storeId) => {
      if (storeId === null || !template.startsWith(ownTemplatePrefix)) return builtIn.find(template, storeId);
      const found = await findPublished(database, { storeId, template });
      return found?.content ?? null;
    },
    list: async (storeId) => [
      ...(await builtIn.list()),
      ...(await listPublished(database, storeId)).map(({ name, content }) => ({
        name,
        channels: channelsWritten(content),
        speaksOfOffer: /\boffer\./.test(JSON.stringify(content)),
        namesWayOut: content.variants.every(({ sms }) => !sms || /\boptOut\b|\blinks\.unsubscribe\b/.test(sms.text)),
      })),
    ],
  };
}

async function findPublished(
  database: Pick<Database, 'app'>,
  { storeId, template }: { readonly storeId: string; readonly template: string },
) {
  const read = await withStore(database, storeId, async (tx) => {
    const [found] = await published(tx).where(and(eq(templates.storeId, storeId), eq(templates.name, template)));
    if (found) return { found, testOf: null };
    const [store] = await tx.select({ testOf: stores.testOf }).from(stores).where(eq(stores.id, storeId));
    return { found: null, testOf: store?.testOf ?? null };
  });
  if (read.found || read.testOf === null) return read.found;
  // Where a campaign is tried out, the shop's own templates count.
  const { testOf } = read;
  const [found] = await withStore(database, testOf, (tx) =>
    published(tx).where(and(eq(templates.storeId, testOf), eq(templates.name, template))),
  );
  return found ?? null;
}

async function listPublished(database: Pick<Database, 'app'>, storeId: string) {
  return withStore(database, storeId, (tx) =>
    published(tx).where(eq(templates.storeId, storeId)).orderBy(asc(templates.name)),
  );
}

function published(tx: Parameters<Parameters<typeof withStore>[2]>[0]) {
  return tx
    .select({ name: templates.name, content: templateVersions.content })
    .from(templates)
    .innerJoin(
      templateVersions,
      and(
        eq(templateVersions.storeId, templates.storeId),
        eq(templateVersions.template, templates.name),
        eq(templateVersions.version, templates.publishedVersion),
      ),
    );
}
