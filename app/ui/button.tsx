import { LoaderCircle, type LucideIcon } from 'lucide-react';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { buttonClass, type ButtonLook } from './button-look';
import { classes } from './classes';

export interface ButtonProps
  extends Omit<ComponentPropsWithoutRef<'button'>, 'className' | 'style'>, ButtonLook {
  icon?: LucideIcon | undefined;
  /** While it works it keeps its place and its focus, and a second click does nothing. Change the words too. */
  isBusy?: boolean | undefined;
  /** Not possible now, but can be focused, so that its words can say when (`11:35에 열려요`). */
  isOff?: boolean | undefined;
  className?: string | undefined;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    kind,
    size,
    isFull,
    icon,
    isBusy = false,
    isOff = false,
    className,
    children,
    onClick,
    type = 'button',
    ...rest
  },
  ref,
) {
  const Icon = isBusy ? LoaderCircle : icon;
  const isStopped = isBusy || isOff;
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-busy={isBusy || undefined}
      aria-disabled={isStopped || undefined}
      onClick={isStopped ? (event) => event.preventDefault() : onClick}
      className={classes(buttonClass({ kind, size, isFull }, isOff || rest.disabled), className)}
    >
      {Icon && <Icon className={isBusy ? 'turns' : undefined} />}
      {children}
    </button>
  );
});
