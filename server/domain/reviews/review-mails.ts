import type { Trx } from '#db/client';
import { insertMail } from '#db/queries/people/mails';
import { findPerson } from '#db/queries/people/people';
import type { Locale } from '../../contract/roles';
import type { RequestMailDependencies } from '../requests/request-mails';

const words: Record<'asked' | 'report', Record<Locale, { subject: string; text: string }>> = {
  asked: {
    ko: {
      subject: '심사할 시간 신청이 있어요',
      text: '시간 신청 하나의 심사를 맡았어요. 이해관계가 있으면 그 화면에서 바로 돌려주세요.',
    },
    en: {
      subject: 'A request for hours to review',
      text: 'You were chosen to review a request for hours. If you have a conflict of interest, hand it back on its page.',
    },
  },
  report: {
    ko: {
      subject: '읽을 보고서가 있어요',
      text: '심사했던 신청의 보고서가 왔어요. 받아들이면 남은 시간을 줘요.',
    },
    en: {
      subject: 'A report to read',
      text: 'The report on a request that you reviewed is in. Accepting it gives the rest of the hours.',
    },
  },
};

/** Tells a reviewer that a review is wanted, or a report lies there. What people wrote stays in the portal. */
export async function mailToReviewer(
  trx: Trx,
  deps: RequestMailDependencies,
  ask: { requestId: string; personId: string },
  kind: 'asked' | 'report' = 'asked',
): Promise<void> {
  const person = await findPerson(trx, ask.personId);
  if (!person || person.disabled_at !== null || person.email === null) return;
  const { subject, text } = words[kind][person.locale];
  const link = new URL(`/review/${ask.requestId}`, deps.url).href;
  const bodyText = `${text}\n\n${link}\n\n${person.locale === 'ko' ? '모두' : 'Modu'}`;
  const mailId = await insertMail(trx, { toEmail: person.email, kind: `review-${kind}`, subject, bodyText });
  await deps.addMailTask?.(trx, mailId);
}
