import { ExternalLink } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loaded } from '../../ui/page-state.tsx';
import ui from '../../ui/ui.module.css';
import { DomainPart } from './domain-part.tsx';
import { FlagsPart } from './flags-part.tsx';
import styles from './operations.module.css';
import { OperationsFrame } from './operations-frame.tsx';
import { ProblemList } from './problem-list.tsx';
import { DependencyPart, FlowPart, ProcessPart } from './running-parts.tsx';
import { SecretPart } from './secret-part.tsx';
import { SenderPart } from './sender-part.tsx';
import { type Operations, useOperations } from './use-operations.ts';
import { useWords } from './use-words.ts';
import { PartitionPart, QueuePart, RelayPart, WorkPart } from './waiting-parts.tsx';

/** The installation on one screen, for its operator: what is wrong first, then every part by itself. */
export function OperationsPage() {
  const { t, format } = useWords();
  const operations = useOperations();
  const { data: shown, error } = operations;
  return (
    <OperationsFrame
      part="now"
      actions={
        shown && (
          <>
            <span className={styles['asOf']}>{t('operations.asOf', { time: format.timeWithSeconds(shown.asOf) })}</span>
            <Links links={shown.links} />
          </>
        )
      }
    >
      {shown && error && (
        <Notice tone="warn">
          {t('operations.stale', {
            time: format.timeWithSeconds(shown.asOf),
            code: error instanceof ApiError ? error.code : '–',
          })}
        </Notice>
      )}
      <Loaded query={operations} height={480}>
        {(all) => (
          <>
            <ProblemList problems={all.problems} asOf={all.asOf} />
            <div className={styles['grid']}>
              <div className={ui['stack']}>
                <DependencyPart operations={all} />
                <QueuePart operations={all} />
                <PartitionPart operations={all} />
              </div>
              <div className={ui['stack']}>
                <WorkPart operations={all} />
                <RelayPart operations={all} />
                <FlowPart operations={all} />
              </div>
            </div>
            <FlagsPart />
            <SenderPart />
            <DomainPart />
            <ProcessPart operations={all} />
            <SecretPart />
          </>
        )}
      </Loaded>
    </OperationsFrame>
  );
}

function Links({ links }: Pick<Operations, 'links'>) {
  const { t } = useWords();
  return (
    <>
      {links.temporalUi !== null && (
        <a className={buttonClass()} href={links.temporalUi} target="_blank" rel="noreferrer">
          {t('operations.link.temporal')} <ExternalLink size={14} aria-hidden="true" />
        </a>
      )}
      <a className={buttonClass()} href={links.metrics} target="_blank" rel="noreferrer">
        {t('operations.link.metrics')} <ExternalLink size={14} aria-hidden="true" />
      </a>
    </>
  );
}
