/** What people read of their logins at clusters; settings of their operators stand in `operate.ts`. */
export const logins = {
  title: '센터의 로그인',
  lead: '클러스터마다 내 로그인은 하나예요. 센터에 이미 쓰던 로그인이 있으면 그것을 이어서, 하던 폴더에서 그대로 실행할 수 있어요.',
  section: '센터의 로그인',
  sectionLead: '클러스터에서 쓰는 내 로그인을 보고, 이미 쓰던 로그인을 이을 수 있어요.',
  manage: '로그인 보기',
  none: '아직 쓸 수 있는 클러스터가 없어요',
  noneLead: '센터가 이어지면 여기에 보여요.',
  since: '{when}부터',
  kind: {
    named: '모두가 만든 로그인',
    leased: '빌려 쓰는 로그인',
    linked: '이어 둔 내 로그인',
  },
  kindLead: {
    named: '처음 쓸 때 나만의 것으로 만들었어요.',
    leased:
      '센터가 빌려준 로그인이에요. 탈퇴하거나 오래 쓰지 않으면 돌려주고, 홈의 파일은 모두 지워져요. 그 일주일 전에 메일로 알려 드려요.',
    linked: '센터의 내 로그인이에요. 터미널에서 직접 보낸 작업은 모두의 시간에서 빼지 않아요.',
  },
  atFirstUse: '처음 실행하거나 터미널을 열 때 새 로그인이 저절로 만들어져요.',
  orLink: '이 센터에 이미 쓰던 로그인이 있으면 그 전에 이어 주세요. 한 번 만들어지면 바꿀 수 없어요.',
  mustLink: '이 센터는 이미 있는 로그인으로 써요. 아직 없으면 센터에 로그인을 신청해 주세요.',
  login: '로그인 이름',
  loginHelp: '센터에 들어갈 때 적는 이름이에요. 비밀번호는 묻지 않아요.',
  loginBad:
    '센터에 들어갈 때 쓰는 이름을 영어 소문자로 적어 주세요. 기계의 로그인(root 따위)은 이을 수 없어요.',
  begin: '잇기 시작',
  stepsOf: '{login} 잇는 차례',
  stepEnter: '늘 하던 대로 {cluster}에 {login}[으로/로] 들어가요.',
  stepRun: '거기서 이 한 줄을 실행해요.',
  command: '센터에서 실행할 한 줄',
  stepRunKey:
    '모두가 들어올 공개 키를 ~/.ssh/authorized_keys에 더하고, 확인할 낱말을 ~/.modu에 적어요. 다른 사람이 보낸 줄은 실행하지 마세요. 그 사람에게 로그인이 이어져요.',
  stepRunBare:
    '확인할 낱말을 ~/.modu에 적어요. 다른 사람이 보낸 줄은 실행하지 마세요. 그 사람에게 로그인이 이어져요.',
  stepCheck: '여기로 돌아와 확인해요. {when}까지예요.',
  check: '확인하고 잇기',
  checking: '확인하고 있어요',
  drop: '그만두기',
  unlink: '연결 끊기',
  unlinkOf: '{login} 연결 끊기',
  unlinkTitle: '{login} 연결을 끊을까요?',
  unlinkLead:
    '모두는 더 이상 이 로그인으로 들어가지 않아요. 센터의 파일과 작업은 그대로예요. 여기서 실행한 작업의 결과는 이 로그인을 다시 이으면 보여요.',
  unlinkAfter:
    '끊은 뒤에는 센터의 ~/.ssh/authorized_keys에서 모두의 줄을 지워 주세요. 그러면 열쇠도 남지 않아요.',
  unlinkLive: '끝나지 않은 작업이 {count, number}개 있어요. 모두 끝나면 끊을 수 있어요.',
  done: {
    claim: '아래 차례대로 해 주세요.',
    prove: '이었어요. 이제 이 로그인으로 실행하고 터미널을 열어요.',
    drop: '그만두었어요.',
    unlink: '연결을 끊었어요. 센터의 ~/.ssh/authorized_keys에서 모두의 줄을 지워 주세요.',
  },
  expired: '30분이 지났거나 이미 쓴 확인이에요. 로그인 이름부터 다시 시작해 주세요.',
  had: '이 클러스터에는 이미 내 로그인 {login}[이/가] 있어요. 하나만 가질 수 있어요.',
  trouble: {
    absent: '그 로그인의 홈에 확인할 낱말이 아직 없어요. 2번의 줄을 그대로 실행하고 다시 확인해 주세요.',
    'other-words': '적힌 낱말이 달라요. 2번의 줄을 복사해서 한 번 더 실행하고 다시 확인해 주세요.',
    'not-own':
      '홈이나 ~/.modu나 그 파일이 이 로그인의 것이 아니거나 링크예요. ~/.modu를 지우고 2번의 줄을 다시 실행해 주세요.',
    'open-to-others':
      '홈이나 ~/.modu에 다른 사람도 쓸 수 있어서 믿을 수 없어요. 센터에서 chmod go-w ~ ~/.modu를 실행하고 다시 확인해 주세요.',
    'other-login':
      '센터가 다른 이름으로 답했어요. 센터에 들어갈 때 쓰는 바로 그 이름으로 다시 시작해 주세요.',
    refused:
      '그 로그인으로 들어가지 못했어요. 이름이 맞는지, 2번의 줄을 그 로그인으로 실행했는지 보고 다시 확인해 주세요.',
  },
} as const;
