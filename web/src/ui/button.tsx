import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import styles from './ui.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'danger' | 'plain';
}

/** A button that submits nothing unless `type="submit"` says so. */
export function Button({ look, className, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={buttonClass(look, className)} />;
}

/** The look of a button for a link, which it is when it leads somewhere. */
export function buttonClass(look?: ButtonProps['look'], more?: string): string {
  return classNames(styles['button'], look && styles[look], more);
}
