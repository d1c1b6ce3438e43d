import { data } from '../../api/client.ts';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { Decide } from './decide.tsx';
import { type RepairRule, useRules } from './use-clusters.ts';

/** The rule that a person approved for a cluster, and the way to take it back. */
export function ActiveRule({ ruleId }: { readonly ruleId: string }) {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const rules = useRules();
  return (
    <Card title={t('deadLetters.rule')}>
      <Loaded query={rules}>
        {(all) => {
          const rule = all.find(({ id }) => id === ruleId);
          if (!rule) return null;
          return (
            <div className={ui['stack']}>
              <Facts
                facts={[
                  [t('deadLetters.rule.version'), format.number(rule.version)],
                  [t('deadLetters.rule.approvals'), format.number(rule.approvals)],
                  [t('deadLetters.rule.approved'), format.dateTime(rule.approvedAt)],
                  [
                    t('deadLetters.rule.later'),
                    t(rule.automatic ? 'deadLetters.rule.automatic' : 'deadLetters.rule.asks'),
                  ],
                ]}
              />
              <div className={ui['row']}>
                <Withdraw rule={rule} />
              </div>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}

export function Withdraw({ rule }: { readonly rule: RepairRule }) {
  const { t } = useI18n();
  const store = useStore();
  if (rule.state !== 'active' || !store.may('dead-letters:decide')) return null;
  return (
    <Decide
      label={t('deadLetters.withdraw')}
      look="danger"
      question={t('deadLetters.withdraw.question')}
      act={async () => {
        const { reopened, takenIn } = await data(
          store.api.POST('/v1/repair-rules/{id}/withdraw', { params: { path: { id: rule.id } } }),
        );
        return t('deadLetters.withdrawn', { reopened, takenIn });
      }}
    >
      <p>{t('deadLetters.withdraw.text')}</p>
    </Decide>
  );
}
