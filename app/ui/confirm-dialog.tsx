import { AlertDialog as Radix } from 'radix-ui';
import { cloneElement, useRef, useState, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { Button, type ButtonProps } from './button';
import { dialogClass, scrimClass } from './dialog';

export interface ConfirmDialogProps {
  /** What is asked: `작업 2개를 멈출까요?` */
  title: ReactNode;
  /** What is lost and what comes back. */
  children: ReactNode;
  /** Repeats the object: `2개 멈추기`. */
  confirmLabel: string;
  keepLabel?: string;
  isDangerous?: boolean;
  /**
   * The submit button that is being asked about, inside its form: confirming submits that form as this button would.
   * Without script it submits at once, so the server must not rely on the question. While scripts are on their way it waits for them:
   * `early-input.ts`.
   */
  trigger: ReactElement<ButtonProps>;
}

/** Asks once before what cannot be undone. The safe answer has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, keepLabel, isDangerous = true, trigger } = props;
  const t = useText('common');
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const ask = (event: MouseEvent) => {
    event.preventDefault();
    setOpen(true);
  };
  const confirm = () => button.current?.form?.requestSubmit(button.current);
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      {cloneElement(trigger as ReactElement<ButtonProps & { ref: unknown; 'data-asks': string }>, {
        ref: button,
        onClick: ask,
        'data-asks': '',
      })}
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content className={dialogClass}>
          <Radix.Title className="text-h3">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-text-2">{children}</div>
          </Radix.Description>
          <div className="flex flex-wrap justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>{keepLabel ?? t('keep')}</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button kind={isDangerous ? 'danger' : 'primary'} onClick={confirm}>
                {confirmLabel}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
