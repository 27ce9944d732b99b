import { useId, type ReactNode } from 'react';
import { FieldError } from './field';

export interface Choice {
  value: string;
  label: ReactNode;
  help?: ReactNode;
  isOff?: boolean;
}

export interface ChoicesProps {
  /** What is chosen: the group's name for a screen reader. */
  legend: ReactNode;
  name: string;
  choices: readonly Choice[];
  defaultValue?: string | undefined;
  /** Give with onChange when the page follows the choice. */
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  help?: ReactNode;
  error?: string | undefined;
  isLegendHidden?: boolean | undefined;
  isRequired?: boolean | undefined;
}

interface FrameProps extends Pick<ChoicesProps, 'legend' | 'help' | 'error' | 'isLegendHidden'> {
  children: ReactNode;
}

/** One of several, with its legend, help and error; the look of the choices is the caller's. */
export function ChoicesFrame({ legend, help, error, isLegendHidden, children }: FrameProps) {
  const id = useId();
  const describes = [error !== undefined && `${id}-error`, help !== undefined && `${id}-help`]
    .filter(Boolean)
    .join(' ');
  return (
    <fieldset className="min-w-0" aria-describedby={describes || undefined}>
      <legend className={isLegendHidden ? 'sr-only' : 'mb-1.5 text-small font-semibold'}>{legend}</legend>
      {children}
      {error !== undefined && (
        <div className="mt-1.5">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className="mt-1.5 text-small text-text-2">
          {help}
        </p>
      )}
    </fieldset>
  );
}

/** What each radio of a group carries; leaves out what was not given, so that it stays uncontrolled. */
export function choiceProps(
  { name, value, defaultValue, onChange, isRequired }: ChoicesProps,
  choice: Choice,
) {
  return {
    type: 'radio' as const,
    name,
    value: choice.value,
    disabled: choice.isOff,
    required: isRequired,
    ...(value === undefined
      ? { defaultChecked: defaultValue === choice.value }
      : { checked: value === choice.value }),
    onChange: onChange && (() => onChange(choice.value)),
  };
}
