import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { TemplateKey } from './template.ts';

/** Where a template is named: a step of a campaign, and in which of its versions. */
export interface TemplateUse {
  readonly campaignId: string;
  readonly campaign: string;
  readonly stepId: string;
  /** `published`: the newest version; `draft`: an edit; `running`: an older one that recoveries finish on. */
  readonly in: 'published' | 'draft' | 'running';
}

/** Told of one template. */
const usesShownMax = 50;

/** Steps that would lose their text with the template. Archived campaigns send nothing but what is under way. */
export async function usesOf(tx: Tx, { storeId, name }: TemplateKey): Promise<readonly TemplateUse[]> {
  const sql = rawSql(tx);
  const step = JSON.stringify([{ template: name }]);
  return sql<TemplateUse[]>`
    with named as (
      select v.campaign_id, v.rules, case when v.version = c.version and c.status <> 'archived' then 'published' else 'running' end as place
      from campaign_versions v join campaigns c on c.store_id = v.store_id and c.id = v.campaign_id
      where v.store_id = ${storeId} and v.rules @> ${step}::text::jsonb
        and ((v.version = c.version and c.status <> 'archived') or exists (
          select from recoveries r
          where r.store_id = v.store_id and r.campaign_id = v.campaign_id and r.campaign_version = v.version and r.ended_at is null
        ))
      union all
      select d.campaign_id, d.rules, 'draft' from campaign_drafts d
      join campaigns c on c.store_id = d.store_id and c.id = d.campaign_id
      where d.store_id = ${storeId} and d.rules @> ${step}::text::jsonb and c.status <> 'archived'
    )
    select distinct named.campaign_id as "campaignId", c.name as campaign, step ->> 'id' as "stepId", named.place as in
    from named
    join campaigns c on c.store_id = ${storeId} and c.id = named.campaign_id
    cross join lateral jsonb_array_elements(named.rules) step
    where step ->> 'template' = ${name}
    order by c.name, "stepId", named.place
    limit ${usesShownMax}`;
}
