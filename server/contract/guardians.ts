import type { Locale } from './roles';

/**
 * asked: a child has given the guardian's address · agreed: by the first mail, the second is on its way · given: the child may join ·
 * joined: it has · leaving: taken back while its jobs end · grown: old enough for itself · ended: nothing of the child is kept
 */
export const consentStates = ['asked', 'agreed', 'given', 'joined', 'leaving', 'grown', 'ended'] as const;
export type ConsentState = (typeof consentStates)[number];

/** How a guardian agreed. */
export const consentMethods = ['mail', 'form', 'call'] as const;
export type ConsentMethod = (typeof consentMethods)[number];

/** What a signed form may be. */
export const formMediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type FormMediaType = (typeof formMediaTypes)[number];

/** Days of the consent's life; each is counted from the instant that it hangs on. */
export const consentDays = {
  /** Without consent by then the guardian's address goes. */
  toAgree: 14,
  /** When a guardian who has not answered is reminded. */
  reminders: [3, 7],
  /** Without the child joining by then everything goes. */
  toJoin: 14,
  /** How long the address is kept once the child is old enough, so that the guardian can still read that it is. */
  grown: 30,
} as const;

/** The largest form that is taken: a photograph by a phone. */
export const formBytes = 6 * 1024 * 1024;

/** The same with the rest of its page's form. */
export const formBodyBytes = formBytes + 64 * 1024;

/** What a guardian agrees to, word for word. A text that was agreed to once is never edited: another one comes after it. */
export interface ConsentText {
  version: string;
  words: Record<Locale, readonly string[]>;
}

const consentTexts: readonly [ConsentText, ...ConsentText[]] = [
  {
    version: '2026-11',
    words: {
      ko: [
        '모두는 학생이 웹에서 국가 슈퍼컴퓨터를 쓰게 해 주는 곳이에요. 자녀가 가입하려면 법정대리인의 동의가 필요해요.',
        '무엇을: 자녀의 메일 주소, 보여 줄 이름(별명도 돼요), 태어난 해와 달, 사는 나라, 학교와 학교급. 쓰는 동안에는 실행한 작업과 쓴 시간, 로그인한 때와 브라우저의 종류, 자녀가 슈퍼컴퓨터에 둔 파일이 남아요.',
        '왜: 가입과 로그인, 작업 실행, 쓴 시간의 계산, 안전을 위해서만 써요. 광고에 쓰지 않고, 팔지 않아요.',
        '누가 보나요: 자녀가 들어간 수업의 선생님은 이름과 쓴 시간, 작업의 상태를 봐요. 파일의 내용은 보지 않아요. 작업은 슈퍼컴퓨팅 센터의 컴퓨터에서 돌고, 그곳에는 이름도 메일 주소도 보내지 않아요.',
        '언제까지: 자녀나 보호자가 지울 때까지. 지우면 이름을 알 수 있는 것은 모두 바로 없어지고, 쓴 시간의 장부만 누구인지 알 수 없게 남아요.',
        '보호자의 권리: 언제든 보호자 페이지에서 무엇이 남아 있는지 보고, 고치고, 내려받고, 멈추고, 지울 수 있어요. 동의하지 않아도 되고, 그러면 자녀가 가입하지 못하는 것 말고는 달라지는 것이 없어요.',
      ],
      en: [
        'Modu lets students use national supercomputers on the web. Before your child can join, a parent or legal guardian has to agree.',
        'What: your child’s e-mail address, a name to show (a nickname is fine), year and month of birth, country, school and level. In use: the jobs they ran and the hours these took, when they signed in and with which kind of browser, and the files they keep on the supercomputers.',
        'Why: to let them join and sign in, to run their jobs, to count hours, and for safety. Nothing else: no advertising, nothing is sold.',
        'Who sees it: teachers of classes that your child joins see the name, the hours and the state of jobs, not what is in files. Jobs run on computers of supercomputing centres, which are sent neither name nor e-mail address.',
        'How long: until your child or you delete it. Everything that tells who your child is then goes at once; the books of hours stay, without telling whose they were.',
        'Your rights: on the guardian’s page you can see, correct, download, stop and delete what is kept, at any time. You need not agree; then your child cannot join, and nothing else changes.',
      ],
    },
  },
];

/** What is agreed to from now on. */
export const consentText: ConsentText = consentTexts.at(-1) ?? consentTexts[0];

/** A consent's text as one piece: what its hash is taken of. */
export const wholeText = (text: ConsentText, locale: Locale): string => text.words[locale].join('\n\n');

/** The text of a version; undefined when there was none. */
export const findText = (version: string): ConsentText | undefined =>
  consentTexts.find((text) => text.version === version);
