/*
 * Between the first paint and hydration a page looks alive and is not: on a slow network what is chosen in that time would be put back to what the
 * server sent, and a press would do nothing. It is noted, and done again once somebody listens.
 */

/** What a person did before hydration: see `noteEarlyInput`. */
interface EarlyInput {
  /** The last button pressed that sends no form (those that do work without script), or not before it has asked: `data-asks`. */
  pressed: HTMLElement | undefined;
  changed: Set<EventTarget>;
  isComposing: boolean;
  stop: () => void;
}

declare global {
  interface Window {
    moduEarly?: EarlyInput;
  }
}

/** Source text: it must run before any file of the page has arrived. */
export const noteEarlyInput = `(() => {
  const early = { pressed: undefined, changed: new Set(), isComposing: false, stop };
  const listeners = {
    click: (event) => {
      const button = event.target.closest?.('button');
      const isAsking = button?.dataset.asks !== undefined;
      if (isAsking) event.preventDefault();
      early.pressed = isAsking || button?.type === 'button' ? button : undefined;
    },
    input: (event) => { early.changed.add(event.target); },
    change: (event) => { early.changed.add(event.target); },
    compositionstart: () => { early.isComposing = true; },
    compositionend: () => { early.isComposing = false; },
  };
  function stop() { for (const kind in listeners) removeEventListener(kind, listeners[kind], true); }
  for (const kind in listeners) addEventListener(kind, listeners[kind], true);
  window.moduEarly = early;
})()`;

type Again = () => void;
type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** What was chosen and pressed until now, to be done again after hydration. Call it right before, since from then on React listens. */
export function takeEarlyInput(): Again {
  const early = window.moduEarly;
  early?.stop();
  delete window.moduEarly;
  const again = [...(early?.changed ?? [])].flatMap((control) => changeAgain(control, early?.isComposing));
  const pressed = early?.pressed;
  if (pressed) again.push(() => pressAgain(pressed));
  return () => {
    for (const act of again.splice(0)) act();
  };
}

function changeAgain(control: EventTarget, isComposing: boolean | undefined): Again[] {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].map((option) => option.selected);
    return [() => chooseAgain(control, chosen)];
  }
  if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
    const { checked } = control;
    return [() => checkAgain(control, checked)];
  }
  const isText = control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement;
  // A syllable that is still being put together would be torn apart.
  if (!isText || control.type === 'file' || isComposing) return [];
  const { value, selectionStart, selectionEnd } = control;
  return [() => typeAgain(control, value, selectionStart, selectionEnd)];
}

/** Menus open, and tabs change, as soon as the button goes down. */
function pressAgain(button: HTMLElement): void {
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, button: 0 }));
  button.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true, button: 0 }));
  button.click();
}

function chooseAgain(select: HTMLSelectElement, chosen: boolean[]): void {
  for (const [index, option] of [...select.options].entries()) option.selected = chosen[index] ?? false;
  tell(select, 'input', 'change');
}

/** React answers a click that changes what it last saw; what it saw is changed by the property. */
function checkAgain(box: HTMLInputElement, isChecked: boolean): void {
  if (box.type === 'radio' && !isChecked) return;
  box.checked = !isChecked;
  box.click();
}

/** As above: React hears of a value only if it is not the one that it last saw, and it does not see what the prototype's setter sets. */
function typeAgain(field: TextControl, value: string, from: number | null, to: number | null): void {
  field.value = field.defaultValue === value ? '' : field.defaultValue;
  const prototype = Object.getPrototypeOf(field) as object;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  tell(field, 'input');
  // Not every kind of field has a caret that may be set.
  if (from !== null) field.setSelectionRange(from, to);
}

function tell(control: HTMLElement, ...kinds: string[]): void {
  for (const kind of kinds) control.dispatchEvent(new Event(kind, { bubbles: true }));
}
