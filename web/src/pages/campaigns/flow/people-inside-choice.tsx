import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-context.tsx';
import { SmallSelect, TextField } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Loaded } from '../../../ui/page-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Campaign, Content } from '../campaign-types.ts';
import campaignStyles from '../campaigns.module.css';
import styles from './flow.module.css';
import type { Flow } from './flow-types.ts';
import { stepName, useFlowWords } from './flow-words.ts';
import type { Fate, MoveCheck, People } from './people-inside.ts';

const releasesPerMinuteUsual = 60;
const releasesPerMinuteMax = 10_000;

interface PeopleInsideProps {
  readonly campaign: Campaign;
  readonly content: Content;
  /** Null: they finish on their version. */
  readonly people: People | null;
  readonly move: {
    readonly data: MoveCheck | undefined;
    readonly error: unknown;
    readonly isPending: boolean;
    readonly refetch: () => unknown;
  };
  readonly onChoose: (people: People | null) => void;
}

/** What a new version means for those who are in the campaign now, step by step, before it is saved. */
export function PeopleInside({ campaign, content, people, move, onChoose }: PeopleInsideProps) {
  const { t } = useI18n();
  const name = useId();
  return (
    <section className={campaignStyles['stack']}>
      <h3>{t('flow.people')}</h3>
      <Loaded query={move} height={80}>
        {(checked) =>
          checked.people === 0 ? (
            <p>{t('flow.people.none')}</p>
          ) : (
            <>
              <fieldset className={campaignStyles['choices']}>
                <legend>{t('flow.people.count', { count: checked.people })}</legend>
                <label>
                  <input type="radio" name={name} checked={people === null} onChange={() => onChoose(null)} />{' '}
                  {t('flow.people.stay')}
                </label>
                <label>
                  <input
                    type="radio"
                    name={name}
                    checked={people !== null}
                    onChange={() => onChoose({ fates: {}, releasesPerMinute: releasesPerMinuteUsual })}
                  />{' '}
                  {t('flow.people.goOver')}
                </label>
              </fieldset>
              {people && <Fates {...{ checked, people, onChoose }} before={campaign.flow} after={content.flow} />}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

type Count = MoveCheck['counts'][number];

function Fates({
  checked,
  people,
  before,
  after,
  onChoose,
}: {
  readonly checked: MoveCheck;
  readonly people: People;
  readonly before: Flow | null;
  readonly after: Flow | null;
  readonly onChoose: (people: People) => void;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const sum = (of: (count: Count) => number) => checked.counts.reduce((all, count) => all + of(count), 0);
  const perMinute = people.releasesPerMinute ?? releasesPerMinuteUsual;
  const released = sum((count) => count.released);
  const choose = (stepId: string, fate: Fate | null) => {
    const { [stepId]: _, ...others } = people.fates ?? {};
    onChoose({ ...people, fates: fate ? { ...others, [stepId]: fate } : others });
  };
  return (
    <>
      <Table
        caption={t('flow.people')}
        keyOf={({ stepId }) => stepId}
        rows={checked.counts}
        stacks
        columns={[
          {
            key: 'step',
            head: t('flow.people.standAt'),
            cell: ({ stepId }) => (before ? stepName(before, stepId, words) : t('flow.people.simpleSteps')),
          },
          {
            key: 'fate',
            head: t('flow.people.become'),
            cell: (count) => (
              <FateChoice
                count={count}
                fate={people.fates?.[count.stepId]}
                isMissing={checked.findings.some(({ stepId }) => stepId === count.stepId)}
                after={after}
                onChoose={(fate) => choose(count.stepId, fate)}
              />
            ),
          },
          ...(['waits', 'released', 'stays', 'leaves'] as const).map((key) => ({
            key,
            head: t(`flow.people.${key}`),
            numeric: true,
            cell: (count: Count) => count[key],
          })),
        ]}
      />
      <RateField value={perMinute} onRead={(releasesPerMinute) => onChoose({ ...people, releasesPerMinute })} />
      {checked.findings.length > 0 ? (
        <Notice tone="bad">{t('flow.people.missing', { count: checked.findings.length })}</Notice>
      ) : (
        <Notice tone={released > 0 ? 'warn' : 'neutral'}>
          {t('flow.people.releasedAll', { count: released, perMinute })}{' '}
          {released > 0 && t('flow.people.lasts', { minutes: Math.ceil(released / perMinute) })}
        </Notice>
      )}
    </>
  );
}

/** A select says a fate as one word: `same`, `stays`, `leaves`, or a step after `to/`. */
function FateChoice({
  count: { stepId },
  fate,
  isMissing,
  after,
  onChoose,
}: {
  readonly count: Count;
  readonly fate: Fate | undefined;
  readonly isMissing: boolean;
  readonly after: Flow | null;
  readonly onChoose: (fate: Fate | null) => void;
}) {
  const { t } = useI18n();
  const words = useFlowWords();
  const value = fate === undefined ? 'same' : fate.kind === 'moves' ? `to/${fate.to}` : fate.kind;
  return (
    <SmallSelect
      label={t('flow.people.of', { step: stepId })}
      value={value}
      aria-invalid={isMissing || undefined}
      onChange={({ target }) => onChoose(fateOf(target.value))}
    >
      <option value="same">{t(isMissing && fate === undefined ? 'flow.people.choose' : 'flow.people.same')}</option>
      <option value="stays">{t('flow.people.fate.stays')}</option>
      <option value="leaves">{t('flow.people.fate.leaves')}</option>
      {(after?.steps ?? []).map(({ id }) => (
        <option key={id} value={`to/${id}`}>
          {t('flow.people.fate.moves', { step: stepName(after, id, words) })}
        </option>
      ))}
    </SmallSelect>
  );
}

function fateOf(word: string): Fate | null {
  if (word.startsWith('to/')) return { kind: 'moves', to: word.slice('to/'.length) };
  return word === 'stays' || word === 'leaves' ? { kind: word } : null;
}

function RateField({ value, onRead }: { readonly value: number; readonly onRead: (perMinute: number) => void }) {
  const { t } = useI18n();
  const [text, setText] = useState(String(value));
  const read = (typed: string) => (/^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0);
  const isRate = (rate: number) => rate >= 1 && rate <= releasesPerMinuteMax;
  return (
    <div className={styles['rate']}>
      <TextField
        label={t('flow.people.rate')}
        help={t('flow.people.rateHelp')}
        inputMode="numeric"
        value={text}
        problem={isRate(read(text)) ? null : t('flow.problem.count')}
        onChange={({ target }) => {
          setText(target.value);
          if (isRate(read(target.value))) onRead(read(target.value));
        }}
      />
    </div>
  );
}
