import { Form } from '@remix-run/react';
import { School } from 'lucide-react';
import { useLocale } from 'use-intl';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';

export interface Provider {
  id: string;
  titleKo: string;
  titleEn: string;
  issuer: string;
}

/** A button for each provider at which one can sign in. A whole page goes there, so these are plain forms. */
export function OidcButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const t = useText('ways');
  const locale = useLocale();
  return providers.map(({ id, titleKo, titleEn }) => (
    <Form key={id} method="post" action={paths.oidc()} reloadDocument>
      <input type="hidden" name="next" value={next} />
      <Button type="submit" name="provider" value={id} isFull icon={School}>
        {t('signInAt', { provider: locale === 'ko' ? titleKo : titleEn })}
      </Button>
    </Form>
  ));
}
