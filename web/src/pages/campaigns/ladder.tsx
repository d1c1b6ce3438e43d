import { Plus, TriangleAlert } from 'lucide-react';
import { useStore } from '../../app/session.ts';
import { useFormat, useI18n } from '../../i18n/i18n-context.tsx';
import type { MessageKey } from '../../i18n/message-key.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { Rule, Stage, StepCounts } from './campaign-types.ts';
import { limits } from './campaign-types.ts';
import { channelKey, conditionTexts, whenText } from './campaign-words.ts';
import styles from './campaigns.module.css';
import { ChannelIcon } from './channel-icon.tsx';
import type { StepForm, Writing } from './step-form.ts';
import { StepNumbers } from './step-numbers.tsx';

export interface LadderStep {
  readonly form: StepForm;
  /** Null: a field is wrong. */
  readonly rule: Rule | null;
  /** The wait that its fields said last: a step keeps its place while somebody types. */
  readonly delayMs: number;
}

interface LadderProps {
  readonly steps: readonly LadderStep[];
  readonly writing: Writing;
  readonly selectedId: string | null;
  readonly numbers: StepCounts | undefined;
  readonly onSelect: (id: string) => void;
  /** Absent: the person may look only. */
  readonly onAdd?: (() => void) | undefined;
}

type Lane = 'cart' | 'payment' | 'browsing';
const lanes: readonly Lane[] = ['cart', 'payment', 'browsing'];
const laneKey: Readonly<Record<Lane, MessageKey>> = {
  cart: 'campaigns.lane.cart',
  payment: 'campaigns.lane.payment',
  browsing: 'campaigns.lane.browsing',
};

/** Steps that speak to one stage alone stand on a ladder of their own: nobody climbs two. */
function laneOf({ form: { stages } }: LadderStep): Lane {
  const only = (stage: Stage) => stages.length > 0 && stages.every((one) => one === stage);
  return only('payment') ? 'payment' : only('browsing') ? 'browsing' : 'cart';
}

/** The campaign as a picture of time: from the moment a cart is left, one step after the other. */
export function Ladder({ steps, writing, selectedId, numbers, onSelect, onAdd }: LadderProps) {
  const { t } = useI18n();
  const longest = Math.max(1, ...steps.map(({ delayMs }) => delayMs));
  return (
    <div className={styles['stack']}>
      {lanes.map((lane) => {
        const own = steps.filter((step) => laneOf(step) === lane).sort((a, b) => a.delayMs - b.delayMs);
        if (own.length === 0) return null;
        return (
          <section key={lane} className={styles['lane']} aria-label={t(laneKey[lane])}>
            <h3 className={styles['laneTitle']}>{t(laneKey[lane])}</h3>
            <TimeAxis steps={own} longestMs={longest} />
            {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from lists without bullets */}
            <ol role="list" className={styles['ladder']}>
              {own.map((step, index) => (
                <li key={step.form.id} className={styles['rung']} style={{ paddingTop: gapBefore(own, index) }}>
                  <StepCard
                    step={step}
                    writing={writing}
                    selected={step.form.id === selectedId}
                    onSelect={() => onSelect(step.form.id)}
                  />
                  {numbers && <StepNumbers stepId={step.form.id} numbers={numbers} />}
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      {onAdd && (
        <Button onClick={onAdd} disabled={steps.length >= limits.stepsMax}>
          <Plus size={16} aria-hidden="true" />
          {steps.length >= limits.stepsMax ? t('campaigns.full', { count: limits.stepsMax }) : t('campaigns.addStep')}
        </Button>
      )}
    </div>
  );
}

const gapPixels = { min: 8, max: 48 } as const;
const dayMs = 86_400_000;

/** The longer the wait, the longer the rung; a day is as long as it gets. */
function gapBefore(steps: readonly LadderStep[], index: number): number {
  const before = index === 0 ? 0 : (steps[index - 1]?.delayMs ?? 0);
  const here = steps[index]?.delayMs ?? before;
  const share = Math.min(1, Math.max(0, here - before) / dayMs);
  return gapPixels.min + Math.round(share * (gapPixels.max - gapPixels.min));
}

function StepCard({
  step: { form, rule },
  writing,
  selected,
  onSelect,
}: {
  readonly step: LadderStep;
  readonly writing: Writing;
  readonly selected: boolean;
  readonly onSelect: () => void;
}) {
  const { t } = useI18n();
  const format = useFormat(useStore().timeZone);
  const conditions = rule ? conditionTexts(rule, writing, { t, format }) : [];
  return (
    <button
      type="button"
      className={classNames(styles['step'], selected && styles['selected'])}
      aria-pressed={selected}
      onClick={onSelect}
    >
      <span className={styles['when']}>{rule ? whenText(rule, writing, t) : form.delay}</span>
      <span className={styles['what']}>
        <ChannelIcon channel={form.channel} />
        <strong>{t(channelKey[form.channel])}</strong>
        <span className={styles['quiet']}>{form.template}</span>
        <code className={styles['stepId']}>{form.id}</code>
      </span>
      {conditions.length > 0 && (
        <span className={styles['quiet']}>{t('campaigns.onlyIf', { conditions: conditions.join(' · ') })}</span>
      )}
      {!rule && (
        <span className={styles['wrong']}>
          <TriangleAlert size={14} aria-hidden="true" />
          {t('campaigns.stepWrong')}
        </span>
      )}
    </button>
  );
}

const axis = { width: 320, height: 30, pad: 8 } as const;

/** Where the steps lie between the moment a cart is left and the last step: early hours are drawn wider than late days. */
function TimeAxis({ steps, longestMs }: { readonly steps: readonly LadderStep[]; readonly longestMs: number }) {
  const format = useFormat(useStore().timeZone);
  const x = (ms: number) => axis.pad + Math.sqrt(ms / longestMs) * (axis.width - 2 * axis.pad);
  const ticks = tickTimes.filter((ms) => ms <= longestMs);
  const shown = ticks.filter((ms, index) => index === 0 || x(ms) - x(ticks[index - 1] ?? 0) > 40);
  return (
    <svg className={styles['axis']} viewBox={`0 0 ${axis.width} ${axis.height}`} aria-hidden="true" focusable="false">
      <line x1={axis.pad} x2={axis.width - axis.pad} y1={9} y2={9} className={styles['axisLine']} />
      {shown.map((ms) => (
        <g key={ms}>
          <line x1={x(ms)} x2={x(ms)} y1={5} y2={13} className={styles['axisLine']} />
          <text
            x={Math.min(x(ms), axis.width - axis.pad - 14)}
            y={26}
            textAnchor={ms === 0 ? 'start' : 'middle'}
            className={styles['axisText']}
          >
            {ms === 0 ? '0' : format.duration(ms)}
          </text>
        </g>
      ))}
      {steps.map(({ form, delayMs }) => (
        <circle key={form.id} cx={x(delayMs)} cy={9} r={5} className={styles['axisDot']} />
      ))}
    </svg>
  );
}

const hours = [0, 1, 6, 24, 72, 168, 336, 720];
const tickTimes = hours.map((count) => count * 3_600_000);
