import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { DecisionsCard } from './decisions-card.tsx';
import { EstimateCard } from './estimate-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { LeftAloneCard } from './left-alone-card.tsx';
import { PoliciesCard } from './policies-card.tsx';
import { QiniCard } from './qini-card.tsx';
import styles from './uplift.module.css';
import { type UpliftReport, useUplift } from './use-uplift.ts';

/** What messages change: what a policy that goes by it would bring, whom it leaves alone, and how well people are told apart. */
export function UpliftTab() {
  const uplift = useUplift();
  return (
    <div className={ui['stack']}>
      <Loaded query={uplift} height={480}>
        {(report) => (
          <>
            <Judgement report={report} />
            <DecisionsCard report={report} />
          </>
        )}
      </Loaded>
      <PoliciesCard />
    </div>
  );
}

/** What was said of the policy that was judged last. */
function Judgement({ report: { policy } }: { readonly report: UpliftReport }) {
  const { t } = useI18n();
  if (!policy?.evaluation)
    return (
      <Card>
        <EmptyState title={t('uplift.none')} text={t('uplift.none.text')} />
      </Card>
    );
  const { evaluation } = policy;
  return (
    <>
      <div className={styles['grid']}>
        <EstimateCard policy={policy} evaluation={evaluation} />
        <LeftAloneCard evaluation={evaluation} />
      </div>
      <QiniCard evaluation={evaluation} />
      <GroupsCard evaluation={evaluation} />
    </>
  );
}
