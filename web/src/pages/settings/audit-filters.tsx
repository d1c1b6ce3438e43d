import { X } from 'lucide-react';
import { useI18n } from '../../i18n/i18n-context.tsx';
import { oneOf } from '../../lib/search.ts';
import { Button } from '../../ui/button.tsx';
import { SmallSelect } from '../../ui/field.tsx';
import ui from '../../ui/ui.module.css';
import { type AuditSearch, actorKinds, subjectKinds } from './audit-search.ts';
import { actorLabel, subjectLabel } from './audit-words.ts';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly onChange: (search: AuditSearch) => void;
}

export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { t } = useI18n();
  const { actorKind, actorId, subjectKind, subjectId } = search;
  return (
    <div className={ui['row']}>
      <SmallSelect
        label={t('audit.who')}
        value={actorKind ?? ''}
        onChange={({ target }) =>
          onChange({ ...search, actorKind: oneOf(target.value, actorKinds), actorId: undefined })
        }
      >
        <option value="">{t('audit.anybody')}</option>
        {actorKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(actorLabel(kind))}
          </option>
        ))}
      </SmallSelect>
      <SmallSelect
        label={t('audit.about')}
        value={subjectKind ?? ''}
        onChange={({ target }) =>
          onChange({ ...search, subjectKind: oneOf(target.value, subjectKinds), subjectId: undefined })
        }
      >
        <option value="">{t('audit.anything')}</option>
        {subjectKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(subjectLabel(kind))}
          </option>
        ))}
      </SmallSelect>
      {(actorId ?? subjectId) !== undefined && (
        <Button onClick={() => onChange({ ...search, actorId: undefined, subjectId: undefined })}>
          {t('audit.only', { id: (actorId ?? subjectId ?? '').slice(0, 8) })}
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
