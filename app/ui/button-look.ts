import { classes } from './classes';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'danger-quiet';
export type ButtonSize = 'normal' | 'small' | 'large';

export interface ButtonLook {
  /** At most one primary on a page. */
  kind?: ButtonKind | undefined;
  size?: ButtonSize | undefined;
  isFull?: boolean | undefined;
}

const kinds: Record<ButtonKind, string> = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  plain: 'border-line-strong bg-surface text-text hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-text-2 hover:bg-sunken hover:text-text',
  danger: 'border-line-strong bg-surface text-danger-text hover:border-danger-solid hover:bg-danger-soft',
  'danger-quiet': 'border-transparent bg-transparent text-danger-text hover:bg-danger-soft',
};
const sizes: Record<ButtonSize, string> = {
  small: 'min-h-control-small gap-[5px] px-[11px] text-small [&>.lucide]:size-4',
  normal: 'min-h-control gap-[7px] px-4',
  large: 'min-h-[52px] gap-2 px-6 text-read',
};
const off = 'border-line bg-sunken text-text-3';

/** The classes that make a button or a link look like one. Never throws. */
export function buttonClass({ kind = 'plain', size = 'normal', isFull }: ButtonLook, isOff = false): string {
  return classes(
    'inline-flex items-center justify-center rounded-2 border py-1 text-center font-semibold no-underline',
    'transition-colors duration-(--quick) active:translate-y-px focus-visible:rounded-2',
    isOff ? off : kinds[kind],
    sizes[size],
    isFull && 'w-full',
  );
}
