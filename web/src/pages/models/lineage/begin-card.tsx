import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useStore } from '../../../app/session.ts';
import { StoreLink } from '../../../app/store-link.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import { lineageSearch, type Traced, tracedKinds } from '../../../lib/lineage-search.ts';
import { idOf, type SearchText } from '../../../lib/search.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { featureName } from '../predictions/feature-name.ts';
import { type Models, useModels, useModelVersion } from '../registry/use-models.ts';
import styles from './lineage.module.css';
import { useNewestMessages } from './use-lineage.ts';

/** Where somebody begins who has an id, a feature or a version in mind. */
export function BeginCard({ focus }: { readonly focus: Traced | null }) {
  const { t } = useI18n();
  const models = useModels();
  return (
    <Card title={t('lineage.begin')} hint={t('lineage.begin.hint')}>
      <Loaded query={models} height={96}>
        {(shown) => <BeginForm key={`${focus?.kind}:${focus?.id}`} focus={focus} models={shown} />}
      </Loaded>
    </Card>
  );
}

function BeginForm({ focus, models }: { readonly focus: Traced | null; readonly models: Models }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const search: SearchText = useSearch({ strict: false });
  const [kind, setKind] = useState<Traced['kind']>(focus?.kind ?? 'message');
  const [given, setGiven] = useState(focus?.id ?? '');
  const [isTried, setTried] = useState(false);
  const answering = models.served.find(({ primaryVersionId }) => primaryVersionId !== null)?.primaryVersionId;
  const seen = answering ?? models.versions[0]?.id;
  const id = given.trim();
  const problem = id === '' || (kind !== 'event' && kind !== 'feature' && idOf(id) === undefined);
  const show = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!problem) void navigate({ to: '.', search: { ...search, ...lineageSearch({ kind, id }) } as never });
  };
  return (
    <form className={styles['begin']} onSubmit={show}>
      <SelectField
        label={t('lineage.begin.kind')}
        value={kind}
        onChange={({ target }) => {
          setKind(tracedKinds.find((one) => one === target.value) ?? kind);
          setGiven('');
          setTried(false);
        }}
      >
        {tracedKinds.map((one) => (
          <option key={one} value={one}>
            {t(`lineage.kind.${one}`)}
          </option>
        ))}
      </SelectField>
      {kind === 'feature' && seen !== undefined ? (
        <FeatureField versionId={seen} value={given} onChange={setGiven} />
      ) : kind === 'version' ? (
        <SelectField label={t('lineage.begin.version')} value={given} onChange={({ target }) => setGiven(target.value)}>
          <option value="" />
          {models.versions.map((version) => (
            <option key={version.id} value={version.id}>
              {version.version}
            </option>
          ))}
        </SelectField>
      ) : (
        <TextField
          label={t('lineage.begin.id')}
          help={t(kind === 'event' ? 'lineage.begin.event.help' : 'lineage.begin.id.help')}
          problem={isTried && problem ? t('lineage.begin.problem') : null}
          value={given}
          maxLength={200}
          onChange={({ target }) => setGiven(target.value)}
        />
      )}
      <div className={styles['act']}>
        <Button look="primary" type="submit">
          {t('lineage.begin.show')}
        </Button>
      </div>
    </form>
  );
}

/** Features of the version that answers: what others look at is reached from these versions. */
function FeatureField({
  versionId,
  value,
  onChange,
}: {
  readonly versionId: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  const { t } = useI18n();
  const version = useModelVersion(versionId);
  const names = version.data?.features.map(({ name }) => name) ?? [];
  const shown = value === '' || names.includes(value) ? names : [value, ...names];
  return (
    <SelectField label={t('lineage.begin.feature')} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="" />
      {shown.map((name) => (
        <option key={name} value={name}>
          {featureName(t, name)}
        </option>
      ))}
    </SelectField>
  );
}

/** What people ask most: why the newest messages went out. */
export function NewestCard() {
  const { t } = useI18n();
  const { timeZone } = useStore();
  const format = useFormat(timeZone);
  const newest = useNewestMessages();
  return (
    <Card title={t('lineage.begin.newest')}>
      <Loaded query={newest} height={120}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles['quiet']}>{t('lineage.begin.newest.none')}</p>
          ) : (
            <ul className={styles['newest']}>
              {items.map(({ id, template, claimedAt }) => (
                <li key={id}>
                  <StoreLink path="/models" search={lineageSearch({ kind: 'message', id })}>
                    {t('lineage.begin.newest.link', { template, when: format.dateTime(claimedAt) })}
                  </StoreLink>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
