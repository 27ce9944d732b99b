export const docs = {
  title: '도움말',
  lead: '하려는 일에 맞는 글을 골라 주세요. 로그인하지 않아도 읽을 수 있어요.',
  shelf: {
    student: '학생',
    teacher: '선생님',
    operators: '센터와 포털의 운영자',
    developers: '개발자',
    decisions: '결정 기록',
  },
  shelfLead: {
    student: '처음 실행해 보는 것부터 기다리는 까닭, 시간과 터미널까지.',
    teacher: '반을 보고, 수업을 준비하고, 막힌 학생을 돕는 법.',
    operators: '클러스터를 잇고, 설정하고, 돌보는 법.',
    developers: '어떻게 만들어졌는지, 스크립트로 쓰는 법.',
  },
  onlyEnglish: '이 글은 아직 영어로만 있어요.',
  code: '명령과 예',
} as const;
