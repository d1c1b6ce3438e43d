import { and, eq } from 'drizzle-orm';
import { templates, templateVersions } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { ActorKind } from '../../../domain/actor.ts';
import { type Channel, channels } from '../../../domain/channel.ts';
import type { TemplateContent } from '../../../domain/template.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A store's own template, with what its newest version says. */
export interface Template {
  readonly name: string;
  /** The newest version, which need not be the published one. */
  readonly version: number;
  /** Null: nothing is sent with it so far. */
  readonly publishedVersion: number | null;
  readonly content: TemplateContent;
  /** The model that wrote the newest version, until a person saves it; null: a person did. */
  readonly draftedBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Names one template of one store. */
export interface TemplateKey {
  readonly storeId: string;
  readonly name: string;
}

export interface TemplateVersion {
  readonly version: number;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  /** The model that wrote it; null: a person did. */
  readonly draftedBy: string | null;
  readonly createdAt: Date;
}

/** Channels that a message in any of its languages can go out on. */
export function channelsWritten({ variants }: TemplateContent): readonly Channel[] {
  return channels.filter((channel) => variants.some((variant) => variant[channel] !== undefined));
}

/** Reads a template inside a store's transaction; `lock` keeps its row until the end of it. */
export async function readTemplate(
  tx: Tx,
  { storeId, name }: TemplateKey,
  { lock }: { readonly lock: boolean },
): Promise<Template> {
  const newest = tx
    .select({
      ...{ name: templates.name, version: templates.version, publishedVersion: templates.publishedVersion },
      ...{
        content: templateVersions.content,
        draftedBy: templateVersions.draftedBy,
        createdAt: templates.createdAt,
        updatedAt: templates.updatedAt,
      },
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
    .where(and(eq(templates.storeId, storeId), eq(templates.name, name)));
  const [template] = await (lock ? newest.for('update', { of: templates }) : newest);
  if (!template) throw new ServiceError('not_found', 'This store has no template of this name.', { path: 'name' });
  return template;
}
