import { Form } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { TextField } from '../ui/text-field';

/** A card's name and words, filled in when its QR code was scanned; and asking the teacher instead. */
export function CardForm({
  problem,
  busyWith,
}: {
  problem: FormProblem | undefined;
  busyWith: string | undefined;
}) {
  const t = useText('cards');
  const form = useRef<HTMLFormElement>(null);
  const isScanned = useScanned(form);
  const isCodeMissing = problem?.errors['code'] !== undefined;
  return (
    <Form ref={form} method="post" className="grid gap-5">
      {isScanned && !problem && (
        <Note tone="success" isAnnounced>
          {t('scanned')}
        </Note>
      )}
      <TextField
        label={t('code')}
        help={t('codeHelp')}
        error={isCodeMissing ? t('codeMissing') : undefined}
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
        required
        isMono
        defaultValue={typedValue(problem, 'code')}
      />
      <TextField
        label={t('words')}
        help={t('wordsHelp')}
        name="words"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        defaultValue={typedValue(problem, 'words')}
      />
      <Button type="submit" name="intent" value="enter" kind="primary" isFull isBusy={busyWith === 'enter'}>
        {t(busyWith === 'enter' ? 'entering' : 'enter')}
      </Button>
      <div className="grid gap-2 border-t border-line pt-5">
        <p>{t('or')}</p>
        <p className="text-small text-text-2">{t('askHelp')}</p>
        <Button type="submit" name="intent" value="ask" isFull isBusy={busyWith === 'ask'}>
          {t(busyWith === 'ask' ? 'asking' : 'ask')}
        </Button>
      </div>
    </Form>
  );
}

/**
 * Moves what a scanned QR code holds from behind `#` into the form, and out of the address: it is sent in a form's body only, and stands in no
 * history.
 */
function useScanned(form: React.RefObject<HTMLFormElement>): boolean {
  const [isScanned, setScanned] = useState(false);
  useEffect(() => {
    const [code, secret] = window.location.hash.slice(1).split('.');
    if (!code || !secret || !form.current) return;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    for (const [name, value] of [
      ['code', code],
      ['words', secret],
    ] as const) {
      const field = form.current.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value;
    }
    setScanned(true);
  }, [form]);
  return isScanned;
}
