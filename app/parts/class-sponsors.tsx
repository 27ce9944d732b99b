import { Form } from '@remix-run/react';
import type { ClassSponsorsView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { LinkButton } from '../ui/link-button';
import { Section } from '../ui/section';

interface Props {
  classId: string;
  sponsors: ClassSponsorsView;
  /** Whether sponsors can be looked for here: by who steers the class while it goes on. */
  maySeek: boolean;
}

/** Who bought hours for a class and what they said; for its teacher, buying and looking for sponsors. Students see no money. */
export function ClassSponsors({ classId, sponsors, maySeek }: Props) {
  const t = useText('payments');
  const format = useFormat();
  const { isOn, mayPay, seeksSponsors, gifts } = sponsors;
  const steers = isOn && maySeek;
  if (!steers && gifts.length === 0) return null;
  return (
    <Section title={t('sponsors.title')}>
      <div className="grid gap-4">
        {gifts.length > 0 && (
          <ul className="grid gap-3">
            {gifts.map((gift) => (
              <li key={gift.paidAt.toString() + gift.name}>
                {t('sponsors.gift', { name: gift.name, hours: format.gpuHours(gift.milliGpuSeconds) })}
                {gift.message !== '' && (
                  <q className="block text-small text-text-2 [overflow-wrap:anywhere]">{gift.message}</q>
                )}
              </li>
            ))}
          </ul>
        )}
        {steers && (
          <>
            <p className="text-small text-text-2">
              {t(seeksSponsors ? 'sponsors.isSeeking' : 'sponsors.seekLead')}
            </p>
            <Form method="post" className="flex flex-wrap gap-2">
              <input type="hidden" name="intent" value={seeksSponsors ? 'stop-seeking' : 'seek-sponsors'} />
              <Button type="submit">{t(seeksSponsors ? 'sponsors.stop' : 'sponsors.start')}</Button>
              {mayPay && <LinkButton to={paths.paymentNew({ class: classId })}>{t('buy')}</LinkButton>}
            </Form>
          </>
        )}
      </div>
    </Section>
  );
}
