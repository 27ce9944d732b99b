import { Link, type LinkProps } from '@remix-run/react';
import type { LucideIcon } from 'lucide-react';
import { buttonClass, type ButtonLook } from './button-look';
import { classes } from './classes';

export interface LinkButtonProps extends Omit<LinkProps, 'className' | 'style'>, ButtonLook {
  icon?: LucideIcon | undefined;
  className?: string | undefined;
}

/** A link that looks like a button: for going somewhere. For doing something, `Button`. */
export function LinkButton({
  kind,
  size,
  isFull,
  icon: Icon,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link prefetch="intent" {...rest} className={classes(buttonClass({ kind, size, isFull }), className)}>
      {Icon && <Icon />}
      {children}
    </Link>
  );
}
