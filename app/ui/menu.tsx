import { Link } from '@remix-run/react';
import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

const itemClass =
  'flex min-h-[38px] w-full items-center gap-2.5 rounded-[5px] px-2.5 text-left text-text no-underline outline-none ' +
  'data-highlighted:bg-sunken data-highlighted:shadow-none pointer-coarse:min-h-12 [&>.lucide]:text-text-3';

export interface MenuProps {
  trigger: ReactElement;
  label?: string;
  align?: 'start' | 'end';
  children: ReactNode;
}

/** A menu at a button: arrow keys, type-ahead, Escape. */
export function Menu({ trigger, label, align = 'end', children }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="appears z-50 w-60 rounded-2 border border-line bg-raised p-[5px] shadow-2 focus-visible:rounded-2 focus-visible:shadow-2"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ItemProps {
  icon?: LucideIcon | undefined;
  children: ReactNode;
}

export function MenuLink({
  to,
  icon: Icon,
  children,
  isReload = false,
}: ItemProps & { to: string; isReload?: boolean }) {
  return (
    <Radix.Item asChild>
      <Link to={to} className={itemClass} reloadDocument={isReload}>
        {Icon && <Icon />}
        {children}
      </Link>
    </Radix.Item>
  );
}

export function MenuAction({ onSelect, icon: Icon, children }: ItemProps & { onSelect: () => void }) {
  return (
    <Radix.Item className={itemClass} onSelect={onSelect}>
      {Icon && <Icon />}
      {children}
    </Radix.Item>
  );
}

interface MenuChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly { value: Value; label: string; icon?: LucideIcon }[];
}

/** One of a few, inside a menu. */
export function MenuChoice<Value extends string>({
  legend,
  value,
  onChange,
  choices,
}: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as Value)} aria-label={legend}>
      <Radix.Label className="px-2.5 pt-2 pb-1 text-caption font-semibold text-text-3">{legend}</Radix.Label>
      {choices.map(({ value: own, label, icon: Icon }) => (
        <Radix.RadioItem
          key={own}
          value={own}
          className={itemClass}
          onSelect={(event) => event.preventDefault()}
        >
          {Icon && <Icon />}
          {label}
          <Radix.ItemIndicator className="ml-auto text-accent-text">
            <Check className="size-4" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-2 leading-snug">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="my-[5px] h-px bg-line" />;
}
