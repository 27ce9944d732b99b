import { forwardRef, type ComponentPropsWithoutRef, type ComponentType } from 'react';
import { buttonClass, type ButtonLook } from './button-look';
import { classes } from './classes';

export interface IconButtonProps
  extends
    Omit<ComponentPropsWithoutRef<'button'>, 'className' | 'style' | 'children'>,
    Omit<ButtonLook, 'isFull'> {
  icon: ComponentType;
  /** What it does; read aloud and shown as the title. */
  label: string;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon: Icon, label, kind = 'quiet', size, type = 'button', ...rest },
  ref,
) {
  const square = size === 'small' ? 'w-control-small px-0!' : 'w-control px-0!';
  return (
    <button
      {...rest}
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={classes(buttonClass({ kind, size }, rest.disabled), square)}
    >
      <Icon />
    </button>
  );
});
