import { Form } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { IdentityView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Section } from '../ui/section';
import { ActionsHead, Cell, HeadCell, Row, RowHead, Table } from '../ui/table';
import type { Provider } from './oidc-buttons';

export interface SettingsWaysProps {
  identities: readonly IdentityView[];
  providers: readonly Provider[];
}

/** The institutions by whose account the person signs in, and adding one. Nothing where there is none. */
export function SettingsWays({ identities, providers }: SettingsWaysProps) {
  const t = useText('ways');
  const locale = useLocale();
  if (identities.length === 0 && providers.length === 0) return null;
  const titleOf = (issuer: string) => {
    const known = providers.find((provider) => provider.issuer === issuer);
    return known ? (locale === 'ko' ? known.titleKo : known.titleEn) : new URL(issuer).host;
  };
  const open = providers.filter(({ issuer }) => identities.every((one) => one.issuer !== issuer));
  return (
    <Section title={t('title')}>
      <div className="grid gap-3">
        <p className="max-w-[62ch] text-text-2">{t('lead')}</p>
        {identities.length > 0 && <WayTable identities={identities} titleOf={titleOf} />}
        <div className="flex flex-wrap gap-2">
          {open.map(({ id, issuer }) => (
            <Form key={id} method="post" action={paths.oidc()} reloadDocument>
              <input type="hidden" name="link" value="yes" />
              <Button type="submit" name="provider" value={id}>
                {t('link', { provider: titleOf(issuer) })}
              </Button>
            </Form>
          ))}
        </div>
      </div>
    </Section>
  );
}

function WayTable({
  identities,
  titleOf,
}: Pick<SettingsWaysProps, 'identities'> & { titleOf(issuer: string): string }) {
  const t = useText('ways');
  const format = useFormat();
  const head = (
    <>
      <HeadCell>{t('provider')}</HeadCell>
      <HeadCell>{t('since')}</HeadCell>
      <ActionsHead />
    </>
  );
  return (
    <Table caption={t('table')} isFolding head={head}>
      {identities.map(({ id, issuer, email, createdAt }) => {
        const provider = titleOf(issuer);
        return (
          <Row key={id}>
            <RowHead fold="all">
              {provider}
              <span className="block text-small font-normal text-text-2 [overflow-wrap:anywhere]">
                {email}
              </span>
            </RowHead>
            <Cell label={t('since')}>{format.instant(createdAt, 'day')}</Cell>
            <Cell isRight>
              <Form method="post">
                <input type="hidden" name="intent" value="unlink" />
                <ConfirmDialog
                  title={t('unlinkTitle', { provider })}
                  confirmLabel={t('unlinkOf', { provider })}
                  trigger={
                    <Button
                      type="submit"
                      name="id"
                      value={id}
                      size="small"
                      kind="danger"
                      aria-label={t('unlinkOf', { provider })}
                    >
                      {t('unlink')}
                    </Button>
                  }
                >
                  {t('unlinkLead')}
                </ConfirmDialog>
              </Form>
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
