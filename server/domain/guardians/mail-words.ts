import type { Locale } from '../../contract/roles';

/** The mails that guardians get. Nothing of the child stands in them, and nothing that anybody typed. */
export const guardianMailWords = {
  'guardian-ask': {
    ko: {
      subject: '자녀의 모두 가입에 동의해 주시겠어요?',
      text: '한 학생이 모두(학생이 웹에서 국가 슈퍼컴퓨터를 쓰는 곳)에 가입하려고 보호자 메일로 이 주소를 적었어요. 이 학생의 나라에서는 그 나이에 보호자의 동의가 필요해요.\n\n아래 링크에서 무엇을 왜 저장하는지 읽고, 동의하거나 거절할 수 있어요.\n\n{link}\n\n지금 저희가 가진 것은 이 메일 주소뿐이에요. 14일 안에 동의하지 않으면 주소도 지워요. 모르는 일이라면 링크에서 거절해 주세요. 그러면 바로 지워요.\n\n모두',
    },
    en: {
      subject: 'Will you agree to your child joining Modu?',
      text: 'A student who wants to join Modu (where students use national supercomputers on the web) gave this address as their parent’s or guardian’s. At their age, where they live, a guardian has to agree first.\n\nThis link says what we would keep and why, and lets you agree or refuse:\n\n{link}\n\nAll that we have now is this address. Unless you agree within 14 days, we delete it. If you know nothing of this, refuse at the link, and we delete it at once.\n\nModu',
    },
  },
  'guardian-remind': {
    ko: {
      subject: '자녀의 모두 가입이 동의를 기다려요',
      text: '얼마 전에 한 학생이 모두에 가입하려고 보호자 메일로 이 주소를 적었고, 아직 답이 없어요. 아래 링크에서 읽고 동의하거나 거절할 수 있어요. 앞서 보낸 링크는 이제 열리지 않아요.\n\n{link}\n\n처음 물은 날부터 14일 안에 동의하지 않으면 이 주소를 지워요.\n\n모두',
    },
    en: {
      subject: 'A child’s joining Modu still waits for you',
      text: 'A while ago a student who wants to join Modu gave this address as their parent’s or guardian’s, and there is no answer yet. Read, agree or refuse here; the link that we sent before opens nothing any more:\n\n{link}\n\nUnless you agree within 14 days of the first mail, we delete this address.\n\nModu',
    },
  },
  'guardian-confirm': {
    ko: {
      subject: '동의하신 것이 맞는지 확인해 주세요',
      text: '방금 이 메일의 링크로 자녀의 모두 가입에 동의하셨어요. 본인이 하신 것이 맞다면 아래 링크에서 확인해 주세요. 그래야 동의가 끝나요.\n\n{link}\n\n동의한 적이 없다면 링크에서 거절해 주세요. 그러면 바로 지워요.\n\n모두',
    },
    en: {
      subject: 'Please confirm that it was you who agreed',
      text: 'By the link in our mail, somebody has just agreed to a child joining Modu. If that was you, confirm it here; only then is the consent complete:\n\n{link}\n\nIf it was not, refuse at the link, and we delete everything at once.\n\nModu',
    },
  },
  'guardian-receipt': {
    ko: {
      subject: '동의 확인서: 모두',
      text: '자녀의 모두 가입에 동의하신 것을 아래처럼 적어 두었어요. 이 메일을 간직해 주세요.\n\n번호: {receipt}\n때: {at}\n방법: {method}\n동의한 글: {version}판\n글의 SHA-256: {hash}\n\n보호자 페이지에서 언제든 무엇이 남아 있는지 보고, 고치고, 내려받고, 멈추고, 지울 수 있어요.\n\n{link}\n\n동의한 적이 없다면 바로 그곳에서 지워 주세요.\n\n모두',
    },
    en: {
      subject: 'Receipt of your consent: Modu',
      text: 'We have written down that you agreed to your child joining Modu. Please keep this mail.\n\nNumber: {receipt}\nWhen: {at}\nHow: {method}\nText: version {version}\nSHA-256 of the text: {hash}\n\nOn the guardian’s page you can see, correct, download, stop and delete what is kept, at any time:\n\n{link}\n\nIf you have not agreed, please delete it there at once.\n\nModu',
    },
  },
  'guardian-withdrawn': {
    ko: {
      subject: '동의를 거둔 확인서: 모두',
      text: '동의를 거두셨고, 자녀를 알 수 있는 것을 모두 지웠어요. 아래처럼 적어 두었어요.\n\n번호: {receipt}\n때: {at}\n동의했던 글: {version}판\n글의 SHA-256: {hash}\n\n이 메일 주소도 이틀 안에 지워요. 슈퍼컴퓨터에 있던 파일은 센터가 답하는 대로 지워요.\n\n모두',
    },
    en: {
      subject: 'Receipt of your withdrawal: Modu',
      text: 'You have taken your consent back, and everything that tells who your child is has been deleted. This is written down:\n\nNumber: {receipt}\nWhen: {at}\nText that you had agreed to: version {version}\nSHA-256 of the text: {hash}\n\nThis address goes within two days. Files on supercomputers go as soon as the centres answer.\n\nModu',
    },
  },
  'guardian-enter': {
    ko: {
      subject: '보호자 페이지 링크: 모두',
      text: '아래 링크를 열고 단추를 누르면 보호자 페이지가 열려요. 15분 동안 한 번만 쓸 수 있고, 30분 뒤에 저절로 닫혀요.\n\n{link}\n\n열려던 게 아니라면 이 메일은 지워도 돼요.\n\n모두',
    },
    en: {
      subject: 'Your link to the guardian’s page of Modu',
      text: 'Open this link and press the button to come to the guardian’s page. It works once, within 15 minutes, and the page closes by itself after 30.\n\n{link}\n\nIf you did not ask for it, you can delete this mail.\n\nModu',
    },
  },
  'guardian-unknown': {
    ko: {
      subject: '이 주소로 동의한 자녀가 없어요: 모두',
      text: '누군가 이 주소로 모두의 보호자 페이지를 열려고 했지만, 이 주소로 동의를 물은 적이 없거나 이미 모두 지웠어요.\n\n모두는 여기에 있어요: {link}\n\n열려던 게 아니라면 이 메일은 지워도 돼요.\n\n모두',
    },
    en: {
      subject: 'No child is known under this address: Modu',
      text: 'Somebody tried to open the guardian’s page of Modu with this address, but it was never asked for a consent here, or everything was deleted already.\n\nModu is here: {link}\n\nIf that was not you, you can delete this mail.\n\nModu',
    },
  },
  'guardian-grown': {
    ko: {
      subject: '이제 보호자의 동의가 필요하지 않아요: 모두',
      text: '자녀가 스스로 정할 나이가 되어 보호자의 동의가 더는 필요하지 않아요. 보호자 페이지는 한 달 동안 그렇게 알려 드리고, 그 뒤에 이 주소를 지워요.\n\n{link}\n\n모두',
    },
    en: {
      subject: 'Your consent is no longer needed: Modu',
      text: 'Your child has reached the age at which they decide for themselves, so a guardian’s consent is no longer needed. The guardian’s page says so for a month; then we delete this address.\n\n{link}\n\nModu',
    },
  },
} as const satisfies Record<`guardian-${string}`, Record<Locale, { subject: string; text: string }>>;
