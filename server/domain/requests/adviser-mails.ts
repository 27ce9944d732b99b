import type { Trx } from '#db/client';
import { insertMail } from '#db/queries/people/mails';
import { findPerson, findPersonByEmail } from '#db/queries/people/people';
import type { RequestRow } from '#db/queries/requests/requests';
import type { Locale } from '../../contract/roles';
import type { RequestMailDependencies } from './request-mails';

const words: Record<Locale, { subject: string; text: string; sender: string }> = {
  ko: {
    subject: '지도하는 학생의 시간 신청을 확인해 주세요',
    text:
      '한 학생이 슈퍼컴퓨터 시간을 신청하면서 이 주소를 지도교수로 적었어요. 아래에서 읽고 확인하거나 거절해 주세요. ' +
      '확인하기 전에는 심사가 시작되지 않아요.\n\n' +
      '아직 모두에 가입하지 않았다면 이 주소로 교사·교수로 가입해 주세요. 확인을 받은 뒤에 같은 링크를 열면 돼요. ' +
      '모르는 일이라면 그대로 두세요. 아무 일도 일어나지 않아요.',
    sender: '모두',
  },
  en: {
    subject: 'A student’s request for hours waits for you',
    text:
      'A student asks for hours on supercomputers and named this address as their adviser’s. Please read the request below, and confirm or refuse it. ' +
      'No review begins before that.\n\n' +
      'If you are not with Modu yet, join with this address as somebody who teaches; open the same link once you are verified. ' +
      'If you know nothing of this, leave it: nothing happens.',
    sender: 'Modu',
  },
};

/**
 * Asks the adviser, in their language if they are known here, else in the student's. No word of the student's stands in it: the address
 * may be anybody's.
 */
export async function mailToAdviser(
  trx: Trx,
  deps: RequestMailDependencies,
  request: RequestRow,
): Promise<void> {
  if (request.adviser_email === null) return;
  const adviser = await findPersonByEmail(trx, request.adviser_email);
  const student = await findPerson(trx, request.person_id);
  const { subject, text, sender } = words[adviser?.locale ?? student?.locale ?? 'ko'];
  const link = new URL(`/advise/${request.id}`, deps.url).href;
  const bodyText = `${text}\n\n${link}\n\n${sender}`;
  const toEmail = request.adviser_email;
  const mailId = await insertMail(trx, { toEmail, kind: 'adviser-asked', subject, bodyText });
  await deps.addMailTask?.(trx, mailId);
}
