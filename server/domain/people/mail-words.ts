import type { Locale } from '../../contract/roles';
import { hourMailWords } from '../allocations/mail-words';
import { guardianMailWords } from '../guardians/mail-words';

/** The mails that the portal writes. `{name}` is filled in; nothing that a stranger typed is ever put into a mail. */
const words = {
  ...guardianMailWords,
  ...hourMailWords,
  'sign-in': {
    ko: {
      subject: '모두 로그인 링크',
      text: '아래 링크를 열고 단추를 누르면 로그인돼요. 15분 동안 한 번만 쓸 수 있어요.\n\n{link}\n\n로그인하려던 게 아니라면 이 메일은 지워도 돼요. 누르지 않으면 아무 일도 일어나지 않아요.\n\n모두',
    },
    en: {
      subject: 'Your sign-in link for Modu',
      text: 'Open this link and press the button to sign in. It works once, within 15 minutes.\n\n{link}\n\nIf you did not ask for it, you can delete this mail. Nothing happens unless the button is pressed.\n\nModu',
    },
  },
  'sign-up': {
    ko: {
      subject: '모두 가입을 마쳐 주세요',
      text: '아래 링크를 열고 단추를 누르면 가입이 끝나고, 바로 쓸 수 있는 시간이 생겨요. 15분 동안 한 번만 쓸 수 있어요.\n\n{link}\n\n가입하려던 게 아니라면 이 메일은 지워도 돼요. 누르지 않으면 아무것도 남지 않아요.\n\n모두',
    },
    en: {
      subject: 'Finish joining Modu',
      text: 'Open this link and press the button to finish joining. Hours to start with are yours at once. It works once, within 15 minutes.\n\n{link}\n\nIf you did not ask for it, you can delete this mail. Nothing is kept unless the button is pressed.\n\nModu',
    },
  },
  'sign-up-first': {
    ko: {
      subject: '모두에 아직 가입하지 않은 주소예요',
      text: '누군가 이 주소로 모두에 로그인하려고 했지만, 아직 가입하지 않은 주소예요. 가입은 여기에서 할 수 있어요.\n\n{link}\n\n로그인하려던 게 아니라면 이 메일은 지워도 돼요.\n\n모두',
    },
    en: {
      subject: 'This address has not joined Modu yet',
      text: 'Somebody tried to sign in to Modu with this address, but it has not joined yet. You can join here:\n\n{link}\n\nIf that was not you, you can delete this mail.\n\nModu',
    },
  },
  ending: {
    ko: {
      subject: '실행 시간이 곧 끝나요',
      text: '모두에서 도는 작업 하나가 약 {minutes}분 뒤에 시간 한도에 닿아 멈춰요. 한도에 닿으면 저장하지 않은 것은 사라져요.\n\n아래에서 작업을 보고, 할 수 있으면 시간을 늘릴 수 있어요.\n\n{link}\n\n이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'A job is about to reach its time limit',
      text: 'A job of yours on Modu reaches its time limit in about {minutes} minutes and stops then. What is not saved is lost.\n\nSee it here, and give it more time where that is possible:\n\n{link}\n\nYou can turn these mails off in Settings.\n\nModu',
    },
  },
  'login-idle': {
    ko: {
      subject: '빌려 쓰는 로그인을 곧 돌려받아요',
      text: '{cluster}에서 빌려 쓰는 로그인을 오래 쓰지 않았어요. {days}일 안에 쓰지 않으면 돌려받고, 그 홈의 파일을 모두 지워요.\n\n계속 쓰려면 그 전에 파일이나 터미널을 한 번 열거나 작업을 실행해 주세요. 남겨 둘 파일은 아래에서 내려받을 수 있어요.\n\n{link}\n\n모두',
    },
    en: {
      subject: 'Your lent login is about to be taken back',
      text: 'You have not used the login that you were lent at {cluster} for a long time. If it stays unused for {days} more days, it is taken back and all files in its home are deleted.\n\nTo keep it, open your files or a terminal there, or run a job. Files to keep can be downloaded here:\n\n{link}\n\nModu',
    },
  },
  'second-factor-changed': {
    ko: {
      subject: '모두 두 번째 확인이 바뀌었어요',
      text: '로그인할 때 쓰는 두 번째 확인(패스키, 인증 앱, 복구 코드)이 방금 바뀌었어요.\n\n바꾼 적이 없다면 모르는 곳의 로그인을 바로 끝내고, 관리자에게 알려 주세요.\n\n{link}\n\n모두',
    },
    en: {
      subject: 'Your second factor for Modu has changed',
      text: 'What you confirm your sign-in with (passkeys, an authenticator app, recovery codes) has just changed.\n\nIf that was not you, end the sign-ins that you do not know and tell an administrator.\n\n{link}\n\nModu',
    },
  },
  'second-factor-reset': {
    ko: {
      subject: '모두 두 번째 확인을 관리자가 지웠어요',
      text: '관리자가 두 번째 확인(패스키, 인증 앱, 복구 코드)을 지우고 모든 로그인을 끝냈어요. 다시 로그인하면 새로 만들 수 있어요.\n\n{link}\n\n부탁한 적이 없다면 관리자에게 바로 알려 주세요.\n\n모두',
    },
    en: {
      subject: 'An administrator has reset your second factor for Modu',
      text: 'An administrator has removed what you confirm your sign-in with (passkeys, an authenticator app, recovery codes) and signed you out everywhere. Sign in again to set it up anew.\n\n{link}\n\nIf you did not ask for it, tell an administrator at once.\n\nModu',
    },
  },
  'sign-in-ways-changed': {
    ko: {
      subject: '모두 로그인 방법이 바뀌었어요',
      text: '다른 기관의 계정으로 로그인하는 방법을 방금 더하거나 뺐어요. 지금 쓸 수 있는 방법은 여기에서 볼 수 있어요.\n\n{link}\n\n바꾼 적이 없다면 그 방법을 바로 빼고, 모르는 곳의 로그인을 끝내 주세요.\n\n모두',
    },
    en: {
      subject: 'How you sign in to Modu has changed',
      text: 'A way to sign in with another institution’s account was just added or removed. What you have now stands here:\n\n{link}\n\nIf that was not you, remove it and end the sign-ins that you do not know.\n\nModu',
    },
  },
  'recovery-code-used': {
    ko: {
      subject: '모두 복구 코드가 쓰였어요',
      text: '방금 복구 코드로 로그인을 확인했어요. 쓴 코드는 다시 쓸 수 없어요. 남은 코드는 여기에서 볼 수 있어요.\n\n{link}\n\n쓴 적이 없다면 관리자에게 바로 알려 주세요.\n\n모두',
    },
    en: {
      subject: 'A recovery code for Modu was used',
      text: 'A sign-in was just confirmed with one of your recovery codes. It cannot be used again. How many are left stands here:\n\n{link}\n\nIf that was not you, tell an administrator at once.\n\nModu',
    },
  },
  idle: {
    ko: {
      subject: '쓰지 않는 노트북이 곧 멈춰요',
      text: '켜 둔 노트북에서 한동안 아무것도 돌지 않았어요. {minutes}분 안에 다시 쓰거나 계속 쓰겠다고 하지 않으면 멈추고, 남은 시간은 돌아와요. 저장한 파일은 그대로 남아요.\n\n아래에서 계속 쓰거나 지금 멈출 수 있어요.\n\n{link}\n\n이 메일은 설정에서 끌 수 있어요.\n\n모두',
    },
    en: {
      subject: 'A notebook that nobody uses stops soon',
      text: 'Nothing has run in a notebook of yours for a while. Unless you use it or keep it within {minutes} minutes it stops, and the hours left come back. Files that you saved stay.\n\nKeep it, or stop it now, here:\n\n{link}\n\nYou can turn these mails off in Settings.\n\nModu',
    },
  },
  'no-hours': {
    ko: {
      subject: '직접 보낸 작업에 쓸 시간이 모자라요',
      text: '터미널에서 직접 보낸 작업 {job}에 쓸 시간이 모자라요. 시간이 생기지 않으면 {when}에 저절로 취소돼요. 하루 안에 또 보내면 알리지 않고 취소해요.\n\n시간은 여기에서 신청할 수 있어요.\n\n{link}\n\n모두',
    },
    en: {
      subject: 'A job that you typed has too few hours',
      text: 'Job {job}, which you typed in a terminal, has too few hours. Unless you get some, it is cancelled at {when}. Others that you submit within a day are cancelled without another mail.\n\nYou can ask for hours here:\n\n{link}\n\nModu',
    },
  },
} as const satisfies Record<string, Record<Locale, { subject: string; text: string }>>;

export type MailKind = keyof typeof words;

/** Subject and text of a mail in a language. Never throws; a value that is not given stays as `{name}`. */
export function mailWords(
  locale: Locale,
  kind: MailKind,
  values: Record<string, string>,
): { subject: string; text: string } {
  const { subject, text } = words[kind][locale];
  const fill = (line: string) => line.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { subject: fill(subject), text: fill(text) };
}
