import type { Locale } from '#server/contract/roles';
import type { OperatedClusterView } from '#server/operate-services';
import { getText } from '../locales/get-text.server';

/** What to ask the administrator of a cluster, to be pasted into a mail; undefined when the newest probe lacks nothing. Never throws. */
export function probeMail(cluster: OperatedClusterView, locale: Locale): string | undefined {
  const t = getText(locale, 'operate');
  const lacking =
    cluster.probe?.lines.filter(({ verdict }) => verdict === 'bad' || verdict === 'lacks') ?? [];
  if (lacking.length === 0) return undefined;
  const values = {
    cluster: locale === 'ko' ? cluster.titleKo : cluster.titleEn,
    host: cluster.host,
    port: String(cluster.port),
    login: cluster.serviceLogin,
  };
  const asks = lacking.flatMap(({ name, words }, index) => [
    `${index + 1}. ${t(`ask.${name}`, values)}`,
    ...(words === '' ? [] : [`   ${t('mailSeen', { words })}`]),
  ]);
  const needsKey = lacking.some(({ name }) => name === 'sign-in');
  return [
    t('mailOpen', values),
    '',
    ...asks,
    ...(needsKey ? ['', t('mailKey'), cluster.publicKeyLine] : []),
    '',
    t('mailClose'),
  ].join('\n');
}
