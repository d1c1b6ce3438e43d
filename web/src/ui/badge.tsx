import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

export type Tone = 'good' | 'bad' | 'warn' | 'neutral';

/** A state: a word and a shape, so that colour is never the only sign. */
export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames(styles['badge'], tone !== 'neutral' && styles[tone])}>{children}</span>;
}
