/** Signing in by an institution's account. */
export const ways = {
  signInAt: '{provider} 계정으로 로그인',
  title: '다른 로그인 방법',
  lead: '학교나 기관의 계정을 연결하면 그 계정으로도 들어올 수 있어요. 메일 링크는 언제나 쓸 수 있어요.',
  table: '연결한 기관과 그곳의 메일 주소',
  provider: '기관',
  since: '연결한 날',
  link: '{provider} 연결하기',
  unlink: '끊기',
  unlinkOf: '{provider} 연결 끊기',
  unlinkTitle: '{provider} 연결을 끊을까요?',
  unlinkLead: '그 계정으로는 더 들어올 수 없어요. 메일 링크는 그대로 쓸 수 있어요.',
  unlinked: '연결을 끊었어요.',
  joinTitle: '조금만 더 알려 주세요',
  joinLead: '{email} 주소를 기관이 확인해 주었어요. 아래만 적으면 가입이 끝나요.',
  join: '가입 마치기',
  joining: '가입하고 있어요',
} as const;
