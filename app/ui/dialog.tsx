import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { IconButton } from './icon-button';

export const scrimClass = 'fixed inset-0 z-50 bg-scrim';
export const dialogClass =
  'appears fixed inset-x-4 top-1/2 z-50 mx-auto grid max-h-[calc(100dvh-32px)] max-w-[440px] -translate-y-1/2 gap-4 ' +
  'overflow-y-auto rounded-4 border border-line bg-raised p-6 shadow-3 focus-visible:rounded-4';

export interface DialogProps {
  title: ReactNode;
  /** What it is about, in a sentence. */
  description?: ReactNode;
  /** The button that opens it; leave out when `isOpen` is given. */
  trigger?: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children?: ReactNode;
}

/** A window over the page: focus stays in it, Escape closes it, and focus goes back to where it was. */
export function Dialog({ title, description, trigger, isOpen, onOpenChange, children }: DialogProps) {
  const t = useText('common');
  const control = {
    ...(isOpen === undefined ? {} : { open: isOpen }),
    ...(onOpenChange ? { onOpenChange } : {}),
  };
  return (
    <Radix.Root {...control}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          className={dialogClass}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className="flex items-start gap-2">
            <Radix.Title className="mt-1 flex-1 text-h3">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('close')} size="small" />
            </Radix.Close>
          </div>
          {description !== undefined && (
            <Radix.Description className="text-text-2">{description}</Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
