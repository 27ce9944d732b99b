import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { scrimClass } from './dialog';
import { IconButton } from './icon-button';

export interface DrawerProps {
  title: string;
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A sheet that comes from below on a phone; closes with Escape, the cross, or a touch beside it. */
export function Drawer({ title, trigger, isOpen, onOpenChange, children }: DrawerProps) {
  const t = useText('common');
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          aria-describedby={undefined}
          className="appears fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] overflow-y-auto rounded-t-4 border-t border-line bg-raised p-4 pb-[calc(24px+env(safe-area-inset-bottom))] shadow-3 focus-visible:shadow-3"
        >
          <div className="mb-2 flex items-center pl-3">
            <Radix.Title className="flex-1 text-h3">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={X} label={t('close')} />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
