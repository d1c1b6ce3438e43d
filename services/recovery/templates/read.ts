import { and, asc, eq } from 'drizzle-orm';
import type { BuiltInTemplates } from '../../../channels/render/built-in-templates.ts';
import { templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import { ownTemplatePrefix, type TemplateContent } from '../../../domain/template.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { channelsWritten, readTemplate, type TemplateKey } from './template.ts';
import { type TemplateUse, usesOf } from './uses.ts';

export interface ListedTemplate {
  readonly name: string;
  /** Channels that it can be sent on; of one that is not published, that it could be. */
  readonly channels: readonly Channel[];
  readonly locales: readonly string[];
  readonly own: boolean;
  /** Null: a built-in one, which has no versions. */
  readonly version: number | null;
  readonly publishedVersion: number | null;
  readonly updatedAt: Date | null;
  /** The model that wrote the newest version, until a person saves it; null: a person did. */
  readonly draftedBy: string | null;
}

const builtInOnes = {
  ...{ own: false, locales: ['en'], version: null, publishedVersion: null, updatedAt: null, draftedBy: null },
} as const;

/** The built-in templates, then the store's own ones by name, published or not. */
export async function listTemplates(
  { database, builtIn }: { readonly database: Pick<Database, 'app'>; readonly builtIn: BuiltInTemplates },
  storeId: string,
): Promise<readonly ListedTemplate[]> {
  const own = await withStore(database, storeId, (tx) =>
    tx
      .select({
        ...{ name: templates.name, version: templates.version, publishedVersion: templates.publishedVersion },
        ...{ content: templateVersions.content, draftedBy: templateVersions.draftedBy, updatedAt: templates.updatedAt },
      })
      .from(templates)
      .innerJoin(
        templateVersions,
        and(
          eq(templateVersions.storeId, templates.storeId),
          eq(templateVersions.template, templates.name),
          eq(templateVersions.version, templates.version),
        ),
      )
      .where(eq(templates.storeId, storeId))
      .orderBy(asc(templates.name)),
  );
  return [
    ...(await builtIn.list()).map((one) => ({ ...one, ...builtInOnes })),
    ...own.map(({ content, ...row }) => ({
      ...row,
      own: true,
      channels: channelsWritten(content),
      locales: content.variants.map(({ locale }) => locale),
    })),
  ];
}

export interface TemplateDetail extends ListedTemplate {
  /** Of a built-in one: what an own one may begin with. */
  readonly content: TemplateContent;
  readonly uses: readonly TemplateUse[];
}

export async function getTemplate(
  { database, builtIn }: { readonly database: Pick<Database, 'app'>; readonly builtIn: BuiltInTemplates },
  { storeId, name }: TemplateKey,
): Promise<TemplateDetail> {
  return withStore(database, storeId, async (tx) => {
    const uses = await usesOf(tx, { storeId, name });
    if (!name.startsWith(ownTemplatePrefix)) {
      const content = builtIn.copy(name);
      if (!content) throw new ServiceError('not_found', 'There is no template of this name.', { path: 'name' });
      return { name, ...builtInOnes, channels: channelsWritten(content), content, uses };
    }
    const { createdAt: _, ...template } = await readTemplate(tx, { storeId, name }, { lock: false });
    const { content } = template;
    const locales = content.variants.map(({ locale }) => locale);
    return { ...template, own: true, channels: channelsWritten(content), locales, uses };
  });
}
