import { useStore } from '../../../app/session.ts';
import { Bars } from '../../../charts/bars.tsx';
import { useFormat, useI18n } from '../../../i18n/i18n-context.tsx';
import type { Translate } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';
import ui from '../../../ui/ui.module.css';
import { channelText } from './meter-words.ts';
import type { MeterUsage, Usage } from './use-usage.ts';

/** Without a limit a bar has nothing that it is a share of: it stands full and grey. */
const colours = { under: '--chart-email', near: '--warn', over: '--bad' } as const;

/** Each meter against what the plan includes. Every bar is a share of its own limit. */
export function UsageBars({ usage }: { readonly usage: Usage }) {
  const { t } = useI18n();
  return (
    <Bars
      label={t('usage.title')}
      max={100}
      bars={usage.meters.map((one) => ({
        key: one.meter,
        label: <MeterName of={one} />,
        value: shareOf(one),
        figure: <MeterFigure of={one} />,
        note: <MeterNote of={one} />,
        color: one.limit === null ? '--chart-other' : colours[one.state],
      }))}
    />
  );
}

function shareOf({ limit, quantity }: MeterUsage): number {
  if (limit === null) return quantity > 0 ? 100 : 0;
  return limit.included === 0 ? 100 : (100 * quantity) / limit.included;
}

function MeterName({ of: { meter, state } }: { readonly of: MeterUsage }) {
  const { t } = useI18n();
  return (
    <span className={ui['row']}>
      {t(`usage.meter.${meter}`)}
      {state !== 'under' && <Badge tone={state === 'over' ? 'bad' : 'warn'}>{t(`usage.state.${state}`)}</Badge>}
    </span>
  );
}

function MeterFigure({ of: { limit, quantity } }: { readonly of: MeterUsage }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  if (limit === null) return format.number(quantity);
  return t('usage.of', { used: format.number(quantity), included: format.number(limit.included) });
}

function MeterNote({ of: { meter, quantity, limit, state, forecast, parts } }: { readonly of: MeterUsage }) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const lines = [
    t(`usage.meter.${meter}.what`),
    limit === null ? null : limitText(meter, limit.hard, t),
    limit?.hard && state === 'over' ? t('usage.over') : null,
    // A month that is over comes to what it came to.
    forecast === null || forecast <= quantity ? null : t('usage.forecast', { forecast: format.number(forecast) }),
    parts.length === 0 ? null : partsText(parts, { t, number: format.number }),
  ];
  return lines.filter((line) => line !== null).join(' ');
}

function limitText(meter: MeterUsage['meter'], isHard: boolean, t: Translate): string {
  if (!isHard || meter === 'seats') return t('usage.open');
  return t(meter === 'events' ? 'usage.hard.events' : 'usage.hard');
}

const partsShown = 6;

function partsText(
  parts: MeterUsage['parts'],
  { t, number }: { readonly t: Translate; readonly number: (value: number) => string },
): string {
  const shown = parts.slice(0, partsShown).map(({ channel, country, quantity }) => {
    const name = channelText(channel, t);
    return `${country === null ? name : `${name} (${country})`} ${number(quantity)}`;
  });
  return `${shown.join(', ')}${parts.length > partsShown ? ', …' : ''}.`;
}
