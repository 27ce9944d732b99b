import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../locales/use-text';
import { Button } from './button';
import { useToast } from './toast';

/** Copies a text and says that it did. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useText('common');
  const toast = useToast();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => toast({ tone: 'warn', text: t('copyFailed') }),
    );
  return (
    <Button size="small" icon={isDone ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{isDone ? t('copied') : (label ?? t('copy'))}</span>
    </Button>
  );
}
