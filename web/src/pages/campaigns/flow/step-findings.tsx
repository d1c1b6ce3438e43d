import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { channelKey } from '../campaign-words.ts';
import { findingText } from '../finding-words.ts';
import type { FlowEditing } from './use-flow-editing.ts';

/** What is wrong with a step; without an id: with the flow as a whole. */
export function StepFindings({ editing, stepId }: { readonly editing: FlowEditing; readonly stepId: string | null }) {
  const { t } = useI18n();
  const own = editing.findings.filter((finding) => finding.stepId === stepId);
  if (own.length === 0) return null;
  return (
    <>
      {own.map((finding) => (
        <Notice
          key={`${finding.path}/${finding.code}/${finding.channel}`}
          tone={finding.severity === 'problem' ? 'bad' : 'warn'}
        >
          {finding.channel !== null && `${t(channelKey[finding.channel])}: `}
          {findingText(finding, t)}
        </Notice>
      ))}
    </>
  );
}
