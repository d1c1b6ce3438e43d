import type { RouteDeps } from '../../route-deps.ts';
import { postTemplateCheck, postTemplatePreview } from './look.ts';
import { deleteOwnTemplate, getTemplateDetail, getTemplates } from './read.ts';
import { postTemplatePublish, postTemplates, putTemplate } from './save.ts';
import { getTemplateVersionDetail, getTemplateVersions } from './versions.ts';

/** What messages say: the built-in templates and a store's own. */
export function templateRoutes(deps: RouteDeps) {
  return [
    getTemplates(deps),
    postTemplates(deps),
    postTemplateCheck(deps),
    postTemplatePreview(deps),
    getTemplateDetail(deps),
    putTemplate(deps),
    deleteOwnTemplate(deps),
    postTemplatePublish(deps),
    getTemplateVersions(deps),
    getTemplateVersionDetail(deps),
  ] as const;
}
