import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import { type Template, templateQueries } from './template-queries.ts';
import styles from './templates.module.css';

/** Who saved what when; an earlier version can be made the one that is sent. */
export function Versions({ template, mayEdit }: { readonly template: Template; readonly mayEdit: boolean }) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const queries = useQueryClient();
  const versions = useQuery(templateQueries.versions(store, template.name));
  const publish = useMutation({
    mutationFn: (version: number) =>
      data(
        store.api.POST('/v1/templates/{name}/publish', {
          params: { path: { name: template.name } },
          body: { version },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: templateQueries.of(store) }),
  });
  return (
    <Card title={t('templates.versions')} hint={t('templates.versions.hint')}>
      {publish.error && <Notice tone="bad">{publish.error.message}</Notice>}
      <Loaded query={versions} height={80}>
        {({ items }) => (
          <ul className={styles['plain']}>
            {items.map(({ version, createdAt, draftedBy }) => (
              <li key={version} className={styles['version']}>
                <span>
                  {t('templates.version', { version })}{' '}
                  <span className={styles['quiet']}>{format.dateTime(createdAt)}</span>{' '}
                  {draftedBy !== null && <Badge>{t('drafts.byModel')}</Badge>}
                </span>
                {version === template.publishedVersion ? (
                  <Badge tone="good">{t('templates.state.published')}</Badge>
                ) : (
                  mayEdit &&
                  draftedBy === null && (
                    <Button disabled={publish.isPending} onClick={() => publish.mutate(version)}>
                      {t('templates.publishVersion', { version })}
                    </Button>
                  )
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
