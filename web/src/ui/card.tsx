import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

interface CardProps {
  readonly title?: ReactNode;
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Card({ title, hint, actions, className, children }: CardProps) {
  return (
    <section className={classNames(styles['card'], className)}>
      {(title !== undefined || actions !== undefined) && (
        <div className={styles['cardHead']}>
          <div>
            {title !== undefined && <h2>{title}</h2>}
            {hint !== undefined && <p className={styles['cardHint']}>{hint}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

/** The top of a page: what it is, one sentence about it, and what can be done here. */
export function PageHead({
  title,
  lead,
  children,
}: {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className={styles['pageHead']}>
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
      </div>
      {children !== undefined && <div className={styles['pageActions']}>{children}</div>}
    </header>
  );
}

/** Names and their values, e.g. the facts of a cart. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
