import { useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import ui from '../../../ui/ui.module.css';
import { verdictOf } from './estimate-card.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import styles from './uplift.module.css';
import { type Policy, usePolicies, usePolicyCommands } from './use-uplift.ts';

const tones: Readonly<Record<Policy['state'], Tone>> = {
  draft: 'neutral',
  evaluated: 'neutral',
  arm: 'good',
  archived: 'neutral',
};

/** Every policy with what was said of it; drafts one, judges one, takes one out of use. */
export function PoliciesCard() {
  const { t } = useI18n();
  const store = useStore();
  const policies = usePolicies();
  const [drafting, setDrafting] = useState<Policy | 'new' | null>(null);
  const mayWrite = store.may('models:write');
  return (
    <Card
      title={t('uplift.policies')}
      hint={t('uplift.policies.hint')}
      actions={
        mayWrite && (
          <Button look="primary" onClick={() => setDrafting('new')}>
            {t('uplift.policy.new')}
          </Button>
        )
      }
    >
      <Loaded query={policies}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('uplift.policies.none')} text={t('uplift.policies.none.text')} />
          ) : (
            <PolicyTable policies={items} onNext={setDrafting} />
          )
        }
      </Loaded>
      {drafting && <PolicyDialog from={drafting === 'new' ? null : drafting} onClose={() => setDrafting(null)} />}
    </Card>
  );
}

interface PolicyTableProps {
  readonly policies: readonly Policy[];
  readonly onNext: (policy: Policy) => void;
}

function PolicyTable({ policies, onNext }: PolicyTableProps) {
  const { t } = useI18n();
  const store = useStore();
  const format = useFormat(store.timeZone);
  const toast = useToast();
  const { evaluate, archive } = usePolicyCommands();
  const [leaving, setLeaving] = useState<Policy | null>(null);
  const mayWrite = store.may('models:write');
  const nameOf = ({ name, version }: Policy) => t('uplift.policy.version', { name, version });
  const error = evaluate.error ?? archive.error;
  return (
    <>
      {error && <Notice tone="bad">{error.message}</Notice>}
      <Table
        stacks
        caption={t('uplift.policies')}
        rows={policies}
        keyOf={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: t('uplift.policy'),
            cell: (policy) => (
              <>
                <bdi>{nameOf(policy)}</bdi>
                <span className={styles['below']}>{format.dateTime(policy.createdAt)}</span>
              </>
            ),
          },
          {
            key: 'state',
            head: t('uplift.policy.state'),
            cell: ({ state }) => <Badge tone={tones[state]}>{t(`uplift.state.${state}`)}</Badge>,
          },
          {
            key: 'scores',
            head: t('uplift.policy.scores'),
            cell: ({ terms: { scores } }) =>
              scores?.kind === 'model' || scores?.kind === 'served'
                ? t(`uplift.scores.${scores.kind}`)
                : t('uplift.scores.assumed', {
                    message: format.number(scores?.messagePoints ?? 0),
                    offer: format.number(scores?.offerPoints ?? 0),
                  }),
          },
          {
            key: 'verdict',
            head: t('uplift.policy.verdict'),
            cell: ({ evaluation }) => (evaluation ? t(`uplift.verdict.${verdictOf(evaluation)}`) : '–'),
          },
          ...(mayWrite
            ? [
                {
                  key: 'do',
                  head: t('uplift.policy.do'),
                  cell: (policy: Policy) => (
                    <div className={ui['row']}>
                      {policy.state !== 'archived' && (
                        <Button
                          disabled={evaluate.isPending}
                          onClick={() =>
                            evaluate.mutate(policy.id, {
                              onSuccess: () => toast({ text: t('uplift.evaluated', { name: nameOf(policy) }) }),
                            })
                          }
                        >
                          {t('uplift.evaluate')}
                          <span className="visually-hidden">: {nameOf(policy)}</span>
                        </Button>
                      )}
                      <Button onClick={() => onNext(policy)}>
                        {t('uplift.next')}
                        <span className="visually-hidden">: {nameOf(policy)}</span>
                      </Button>
                      {policy.state !== 'archived' && (
                        <Button look="plain" onClick={() => setLeaving(policy)}>
                          {t('uplift.archive')}
                          <span className="visually-hidden">: {nameOf(policy)}</span>
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        open={leaving !== null}
        title={t('uplift.archive.question', { name: leaving ? nameOf(leaving) : '' })}
        action={t('uplift.archive')}
        busy={archive.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving && archive.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        <p>{t('uplift.archive.text')}</p>
      </ConfirmDialog>
    </>
  );
}
