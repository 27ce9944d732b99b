import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Note } from '../ui/note';

/** Offers what was typed here before and never sent. */
export function LaunchUnsent({ onTake, onDiscard }: { onTake: () => void; onDiscard: () => void }) {
  const t = useText('launch');
  return (
    <Note
      tone="info"
      isAnnounced
      title={t('unsentTitle')}
      actions={
        <>
          <Button size="small" onClick={onTake}>
            {t('unsentTake')}
          </Button>
          <Button size="small" kind="quiet" onClick={onDiscard}>
            {t('unsentDiscard')}
          </Button>
        </>
      }
    >
      {t('unsent')}
    </Note>
  );
}
