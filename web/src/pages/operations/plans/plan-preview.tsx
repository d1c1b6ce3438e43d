import { useI18n } from '../../../i18n/i18n-context.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Table } from '../../../ui/table.tsx';
import ui from '../../../ui/ui.module.css';
import { monthText, planText } from '../../../usage/plan-text.ts';
import { useWords } from '../use-words.ts';
import { type Limits, type MeterOfStore, type PreviewInput, usePreview } from './plan-data.ts';

export const stateTones: Readonly<Record<MeterOfStore['state'], Tone>> = { under: 'good', near: 'warn', over: 'bad' };

/** Which stores would be near or over limits that nobody has yet. */
export function PreviewOfAll({ limits }: { readonly limits: Limits | null }) {
  const { t } = useWords();
  const isEmpty = limits === null || Object.keys(limits).length === 0;
  const { data: preview } = usePreview(isEmpty ? null : { name: 'custom', limits });
  if (isEmpty || !preview) return null;
  const { stores, near, over, items } = preview;
  return (
    <div className={ui['stack']}>
      <Notice tone={over > 0 ? 'warn' : 'neutral'}>{t('plans.preview.all', { stores, near, over })}</Notice>
      {items.length > 0 && (
        <Table
          stacks
          caption={t('plans.preview')}
          rows={items}
          keyOf={({ storeId }) => storeId}
          columns={[
            { key: 'store', head: t('plans.store'), cell: ({ storeName }) => storeName },
            { key: 'plan', head: t('plans.plan'), cell: ({ plan }) => planText(plan, t) },
            { key: 'now', head: t('plans.preview.now'), cell: ({ now }) => <State state={now.state} /> },
            { key: 'before', head: t('plans.preview.before'), cell: ({ before }) => <State state={before.state} /> },
          ]}
        />
      )}
    </div>
  );
}

/** Each meter of one store against a plan that it does not have yet. */
export function PreviewOfStore({ input }: { readonly input: PreviewInput | null }) {
  const { t, format } = useWords();
  const { locale } = useI18n();
  const { data: preview } = usePreview(input);
  const [store] = preview?.items ?? [];
  if (!store) return null;
  const { now, before } = store;
  const used = (one: MeterOfStore | undefined) =>
    one && (
      <span className={ui['row']}>
        {format.number(one.used)}
        {one.state !== 'under' && <State state={one.state} />}
      </span>
    );
  const isHeld = now.startsNone || before.startsNone;
  return (
    <div className={ui['stack']}>
      {isHeld && <Notice tone="warn">{t(now.startsNone ? 'plans.preview.none' : 'plans.preview.noneBefore')}</Notice>}
      <Table
        stacks
        caption={t('plans.preview')}
        rows={now.meters}
        keyOf={({ meter }) => meter}
        columns={[
          { key: 'meter', head: t('usage.what'), cell: ({ meter }) => t(`usage.meter.${meter}`) },
          {
            key: 'limit',
            head: t('plans.included'),
            numeric: true,
            cell: ({ limit }) => (limit === null ? t('plans.noLimit') : format.number(limit.included)),
          },
          { key: 'now', head: t('plans.preview.now'), cell: used },
          {
            key: 'before',
            head: monthText(before.period, locale),
            cell: ({ meter }) => used(before.meters.find((one) => one.meter === meter)),
          },
        ]}
      />
    </div>
  );
}

export function State({ state }: { readonly state: MeterOfStore['state'] }) {
  const { t } = useI18n();
  return <Badge tone={stateTones[state]}>{t(`plans.state.${state}`)}</Badge>;
}
