import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

const icons = { good: CircleCheck, bad: CircleAlert, warn: TriangleAlert, neutral: Info } as const;

/** Something that a person should know here, with what can be done about it. */
export function Notice({
  tone = 'neutral',
  children,
  action,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div
      className={classNames(styles['notice'], tone !== 'neutral' && styles[tone])}
      role={tone === 'bad' ? 'alert' : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      <div className={styles['noticeText']}>{children}</div>
      {action}
    </div>
  );
}
