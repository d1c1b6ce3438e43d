import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState, Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { EstimateCard } from './estimate-card.tsx';
import { GroupsCard } from './groups-card.tsx';
import { LeftAloneCard } from './left-alone-card.tsx';
import { PoliciesCard } from './policies-card.tsx';
import { QiniCard } from './qini-card.tsx';
import styles from './uplift.module.css';
import { useUplift } from './use-uplift.ts';

/** What messages change: what a policy that goes by it would bring, whom it leaves alone, and how well people are told apart. */
export function UpliftTab() {
  const { t } = useI18n();
  const uplift = useUplift();
  return (
    <div className={ui['stack']}>
      <Loaded query={uplift} height={480}>
        {({ policy }) =>
          policy?.evaluation ? (
            <>
              <div className={styles['grid']}>
                <EstimateCard policy={policy} evaluation={policy.evaluation} />
                <LeftAloneCard evaluation={policy.evaluation} />
              </div>
              <QiniCard evaluation={policy.evaluation} />
              <GroupsCard evaluation={policy.evaluation} />
            </>
          ) : (
            <Card>
              <EmptyState title={t('uplift.none')} text={t('uplift.none.text')} />
            </Card>
          )
        }
      </Loaded>
      <PoliciesCard />
    </div>
  );
}
