import type { Trx } from '#db/client';
import { findPerson } from '#db/queries/people/people';
import { insertMail } from '#db/queries/people/mails';
import type { RequestEventKind } from '../../contract/requests';
import type { Locale } from '../../contract/roles';
import type { AddMailTask } from '../people/queue-mail';

type MailedKind = Extract<
  RequestEventKind,
  | 'adviser-confirmed'
  | 'adviser-refused'
  | 'question'
  | 'granted'
  | 'partly-granted'
  | 'declined'
  | 'report-returned'
  | 'report-accepted'
>;

/** What happened and where to read it. What people wrote stays in the portal: a mail is read by whoever reads the mailbox. */
const words: Record<MailedKind, Record<Locale, { subject: string; text: string }>> = {
  'adviser-confirmed': {
    ko: {
      subject: '지도교수가 시간 신청을 확인했어요',
      text: '이제 심사가 시작돼요. 결과가 나오면 메일로 알려드릴게요.',
    },
    en: {
      subject: 'Your adviser confirmed your request',
      text: 'The review begins now. You get a mail when it is decided.',
    },
  },
  'adviser-refused': {
    ko: {
      subject: '지도교수가 시간 신청을 확인하지 않았어요',
      text: '심사는 시작되지 않았어요. 까닭은 신청 화면에 있고, 고쳐서 다시 신청할 수 있어요.',
    },
    en: {
      subject: 'Your adviser did not confirm your request',
      text: 'No review began. The reason stands on the page of your request, and you can ask again.',
    },
  },
  question: {
    ko: {
      subject: '시간 신청에 질문이 왔어요',
      text: '심사자가 한 가지를 물었어요. 답하면 심사가 이어져요.',
    },
    en: {
      subject: 'A question about your request for hours',
      text: 'A reviewer asked you something. The review goes on when you answer.',
    },
  },
  granted: {
    ko: {
      subject: '신청한 시간을 받았어요',
      text: '신청한 시간을 모두 받았어요. 기간이 시작되면 쓸 수 있어요.',
    },
    en: {
      subject: 'Your hours were granted',
      text: 'You have all the hours that you asked for. You can use them as soon as their period begins.',
    },
  },
  'partly-granted': {
    ko: {
      subject: '신청한 시간의 일부를 받았어요',
      text: '신청한 시간의 일부를 받았어요. 얼마인지, 왜 그런지는 신청 화면에 있어요.',
    },
    en: {
      subject: 'Part of your hours was granted',
      text: 'You have a part of the hours that you asked for. How many, and why, stands on the page of your request.',
    },
  },
  'report-returned': {
    ko: {
      subject: '보고서를 고쳐 주세요',
      text: '심사자가 보고서를 돌려주었어요. 까닭은 신청 화면에 있어요. 고쳐서 내면 남은 시간을 받을 수 있어요.',
    },
    en: {
      subject: 'Please mend your report',
      text: 'A reviewer handed your report back. The reason stands on the page of your request. Mend it to get the rest of your hours.',
    },
  },
  'report-accepted': {
    ko: {
      subject: '남은 시간을 받았어요',
      text: '보고서를 잘 받았어요. 남은 시간을 지금부터 쓸 수 있어요.',
    },
    en: {
      subject: 'You have the rest of your hours',
      text: 'Your report was accepted. You can use the rest of your hours from now on.',
    },
  },
  declined: {
    ko: {
      subject: '시간 신청의 결과가 나왔어요',
      text: '이번에는 시간을 드리지 못했어요. 까닭과 다음에 할 수 있는 일은 신청 화면에 있어요.',
    },
    en: {
      subject: 'Your request for hours was decided',
      text: 'You did not get hours this time. The reason, and what you can do next, stand on the page of your request.',
    },
  },
};

export interface RequestMailDependencies {
  addMailTask: AddMailTask;
  /** The portal's own address, without a slash at the end. */
  url: string;
}

/** Puts a mail about a step of a request into the outbox, in the person's language and the same transaction. */
export async function mailOfRequest(
  trx: Trx,
  deps: RequestMailDependencies,
  request: { id: string; personId: string },
  kind: MailedKind,
): Promise<void> {
  const person = await findPerson(trx, request.personId);
  if (!person || person.disabled_at !== null || person.email === null) return;
  const { subject, text } = words[kind][person.locale];
  const link = new URL(`/requests/${request.id}`, deps.url).href;
  const sender = person.locale === 'ko' ? '모두' : 'Modu';
  const bodyText = `${text}\n\n${link}\n\n${sender}`;
  const mailId = await insertMail(trx, { toEmail: person.email, kind: `request-${kind}`, subject, bodyText });
  await deps.addMailTask?.(trx, mailId);
}
