import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { usePeriod } from '../../app/period-context.ts';
import { useStore } from '../../app/session.ts';
import { StoreLink } from '../../app/store-link.tsx';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { textOf } from '../../lib/search.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded, Skeleton } from '../../ui/page-state.tsx';
import { campaignQueries } from './campaign-queries.ts';
import type { Campaign } from './campaign-types.ts';
import { statusKey, statusTone } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { ConflictDialog } from './conflict-dialog.tsx';
import { EditorBar } from './editor-bar.tsx';
import { FlowDraftDialog } from './flow-draft-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { StatusMenu } from './status-menu.tsx';
import { StepEntries } from './step-entries.tsx';
import { StepsTab } from './steps-tab.tsx';
import { TestTab } from './test-tab.tsx';
import { useChanges } from './use-changes.ts';
import { useEditor, useUnsavedGuard } from './use-editor.ts';
import { VersionsTab } from './versions-tab.tsx';

const FlowTab = lazy(async () => ({ default: (await import('./flow/flow-tab.tsx')).FlowTab }));

/** One campaign: its steps with what became of them, their editor and preview, and its versions. */
export function CampaignPage() {
  const { campaignId = '' } = useParams({ strict: false }) as { readonly campaignId?: string };
  const campaign = useQuery(campaignQueries.one(useStore(), campaignId));
  return (
    <Loaded query={campaign} height={480}>
      {(loaded) => <CampaignEditor key={loaded.id} campaign={loaded} />}
    </Loaded>
  );
}

function CampaignEditor({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useI18n();
  const store = useStore();
  const period = usePeriod();
  const editor = useEditor(campaign);
  const { state, read } = editor;
  const [drafting, setDrafting] = useState(false);
  const changes = useChanges(campaign, editor);
  const guard = useUnsavedGuard(read.isDirty);
  const numbers = useQuery({
    ...campaignQueries.steps(store, campaign.id, period),
    enabled: store.may('stats:read'),
  });
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const setSearch = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as unknown as true,
      resetScroll: false,
      replace: true,
    });
  const mayEdit = store.may('campaigns:write') && campaign.status !== 'archived';
  const wanted = textOf(search['tab']);
  const tab = wanted === 'versions' || (wanted === 'test' && mayEdit) ? wanted : 'steps';
  return (
    <>
      <PageHead
        title={
          <span className={styles['title']}>
            {state.name.trim() === '' ? campaign.name : state.name}
            <Badge tone={statusTone[campaign.status]}>{t(statusKey[campaign.status])}</Badge>
          </span>
        }
        lead={t(`campaigns.lead.${campaign.status}`, { version: campaign.version })}
      >
        {mayEdit && tab === 'steps' && <Button onClick={() => setDrafting(true)}>{t('drafts.flow')}</Button>}
        {mayEdit && <EditorBar campaign={campaign} editor={editor} changes={changes} />}
        {store.may('campaigns:write') && <StatusMenu campaign={campaign} editor={editor} />}
      </PageHead>
      <nav className={styles['tabs']} aria-label={t('campaigns.parts')}>
        <StoreLink path={`/campaigns/${campaign.id}`} className={styles['tab']} current={tab === 'steps'}>
          {t('campaigns.tab.steps')}
        </StoreLink>
        <StoreLink
          path={`/campaigns/${campaign.id}`}
          search={{ tab: 'versions' }}
          className={styles['tab']}
          current={tab === 'versions'}
        >
          {t('campaigns.tab.versions', { count: campaign.version })}
        </StoreLink>
        {mayEdit && (
          <StoreLink
            path={`/campaigns/${campaign.id}`}
            search={{ tab: 'test' }}
            className={styles['tab']}
            current={tab === 'test'}
          >
            {t('campaigns.tab.test')}
          </StoreLink>
        )}
      </nav>
      {tab === 'steps' &&
        (state.flow ? (
          <Suspense fallback={<Skeleton height={560} />}>
            <FlowTab
              {...{ campaign, editor, edit: state.flow, changes, mayEdit, search, setSearch, numbers: numbers.data }}
            />
          </Suspense>
        ) : (
          <StepsTab {...{ campaign, editor, changes, mayEdit, search, setSearch, numbers: numbers.data }} />
        ))}
      {tab === 'versions' && <VersionsTab campaign={campaign} onReuse={mayEdit ? changes.reuse : undefined} />}
      {tab === 'test' && <TestTab campaign={campaign} isDirty={read.isDirty} />}
      {drafting && (
        <FlowDraftDialog
          campaignId={campaign.id}
          onClose={() => setDrafting(false)}
          onTake={(flow) =>
            editor.dispatch({
              ...{ kind: 'filled', name: state.name, content: { rules: [], flow } },
              writing: editor.writing,
            })
          }
        />
      )}
      <StepEntries
        campaignId={campaign.id}
        search={search}
        onClose={() => setSearch({ figure: undefined, of: undefined, channel: undefined, reason: undefined })}
      />
      <PublishDialog
        campaign={campaign}
        content={state.saved}
        isPublishing={changes.isPublishing}
        onClose={changes.stopReview}
        onPublish={changes.publish}
        open={changes.reviewing}
      />
      <ConflictDialog
        conflict={changes.conflict}
        onClose={changes.closeConflict}
        onKeepMine={changes.keepMine}
        onTakeTheirs={changes.takeTheirs}
      />
      <Dialog
        open={guard.status === 'blocked'}
        onClose={() => guard.reset?.()}
        title={t('campaigns.leave')}
        actions={
          <>
            <Button onClick={() => guard.reset?.()}>{t('campaigns.leave.stay')}</Button>
            <Button look="danger" onClick={() => guard.proceed?.()}>
              {t('campaigns.leave.lose')}
            </Button>
            <Button
              look="primary"
              disabled={!changes.canSave}
              onClick={() => void changes.save().then((saved) => (saved ? guard.proceed?.() : guard.reset?.()))}
            >
              {t('campaigns.leave.save')}
            </Button>
          </>
        }
      >
        <p>{t(changes.canSave ? 'campaigns.leave.text' : 'campaigns.leave.wrong')}</p>
      </Dialog>
    </>
  );
}
