import { Loaded } from '../../../ui/page-state.tsx';
import ui from '../../../ui/ui.module.css';
import { CalibrationCard } from './calibration-card.tsx';
import { ModelCard } from './model-card.tsx';
import styles from './predictions.module.css';
import { DistributionCard, ReasonsCard, VolumeCard } from './spread-cards.tsx';
import { useModel, usePredictionReport } from './use-predictions.ts';

/** Whether the predictions come true, what they are made of, and which model makes them. */
export function PredictionsTab() {
  const report = usePredictionReport();
  const model = useModel();
  return (
    <div className={ui['stack']}>
      <Loaded query={report} height={640}>
        {(shown) => (
          <>
            <CalibrationCard report={shown} />
            <div className={styles['grid']}>
              <DistributionCard report={shown} />
              <div className={ui['stack']}>
                <ReasonsCard report={shown} />
                <VolumeCard report={shown} />
              </div>
            </div>
          </>
        )}
      </Loaded>
      <Loaded query={model}>{(shown) => <ModelCard model={shown} />}</Loaded>
    </div>
  );
}
