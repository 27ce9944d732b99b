import { Form, useNavigation } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Note } from '../ui/note';

/** The button for the hours that come without a review. hasOthers: a quieter form, for who has hours already. */
export function HoursStarter({ hasOthers }: { hasOthers: boolean }) {
  const t = useText('hours');
  const isBusy = useNavigation().formData?.get('intent') === 'starter';
  const button = (
    <Form method="post">
      <Button
        type="submit"
        name="intent"
        value="starter"
        kind={hasOthers ? 'plain' : 'primary'}
        size={hasOthers ? 'small' : 'normal'}
        isBusy={isBusy}
      >
        {t(isBusy ? 'starterBusy' : 'starter')}
      </Button>
    </Form>
  );
  if (hasOthers)
    return (
      <Note tone="info" title={t('starterToo')} actions={button}>
        {t('noneLead')}
      </Note>
    );
  return (
    <EmptyState title={t('none')} actions={button}>
      {t('noneLead')}
    </EmptyState>
  );
}
