import { Form, useNavigation } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';

/** Which mails a person gets beside those that they ask for. */
export function SettingsMails({ me }: { me: { endingMails: boolean; hoursMails: boolean } }) {
  const t = useText('people');
  const isBusy = useNavigation().formData?.get('intent') === 'mails';
  return (
    <Form method="post" className="grid max-w-[460px] gap-4">
      <input type="hidden" name="intent" value="mails" />
      <Checkbox
        name="endingMails"
        defaultChecked={me.endingMails}
        label={t('settings.endingMails')}
        help={t('settings.endingMailsHelp')}
      />
      <Checkbox
        name="hoursMails"
        defaultChecked={me.hoursMails}
        label={t('settings.hoursMails')}
        help={t('settings.hoursMailsHelp')}
      />
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t(isBusy ? 'settings.saving' : 'settings.save')}
        </Button>
      </div>
    </Form>
  );
}
