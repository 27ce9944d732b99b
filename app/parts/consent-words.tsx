import { useLocale } from 'use-intl';
import { consentText } from '#server/contract/guardians';
import { useText } from '../locales/use-text';

/** What a guardian agrees to, word for word, in the reader's language. */
export function ConsentWords() {
  const t = useText('guardian');
  return (
    <div className="grid gap-3 rounded-2 border border-line bg-surface p-4">
      {consentText.words[useLocale()].map((words) => (
        <p key={words}>{words}</p>
      ))}
      <p className="text-small text-text-2">{t('consent.version', { version: consentText.version })}</p>
    </div>
  );
}

/** The text's version, for the form by which it is agreed to. */
export const ConsentVersion = () => <input type="hidden" name="version" value={consentText.version} />;
