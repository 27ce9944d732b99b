/** What operators of a centre read; what people read of clusters stands in `clusters.ts`. */
export const operate = {
  title: '클러스터 운영',
  lead: '맡은 센터의 클러스터예요. 잇고, 점검하고, 비우고, 뗄 수 있어요.',
  emptyTitle: '아직 맡은 클러스터가 없어요',
  empty: '클러스터를 이으면 여기에 보여요.',
  add: '클러스터 잇기',
  publicStatus: '모두가 보는 상태',
  attaching: '잇는 중',
  attachingNote: '아직 아무에게도 보이지 않아요. 점검이 되면 열 수 있어요.',
  strangeKey: '{when}에 낯선 호스트 키를 보여서 잇지 않고 있어요: {fingerprint}',
  strangeKeyTitle: '호스트 키가 달라요',
  strangeKeyLead:
    '자격 정보는 아무것도 보내지 않았어요. 서버를 다시 설치했다면 그 기계에서 지문을 확인하고 아래에서 새 키를 믿어 주세요. 바꾼 적이 없다면 누군가 사이에 끼어 있을 수 있어요. 관리자에게 알려 주세요.',

  extendTitle: '도는 작업의 시간 늘리기',
  extendLead:
    '도는 작업의 시간 한도를 학생이 화면에서 늘릴 수 있게 해요. 늘어난 만큼 시간을 먼저 잡고, 서비스 로그인이 스케줄러에 부탁해요. 그래서 서비스 로그인이 Slurm의 operator이거나 PBS의 operator여야 해요. 파티션의 한도와 예고된 점검은 넘지 않아요.',
  extendLabel: '모두 합쳐 몇 시간까지',
  extendHelp: '비워 두면 늘릴 수 없어요.',
  extendSave: '저장',
  extendBad: '0.02에서 720까지의 시간을 적거나 비워 두세요.',
  newTitle: '클러스터 잇기',
  newLead:
    '센터에 설치하는 것은 없어요. 모두는 SSH로 들어가 스케줄러의 명령만 써요. 주소를 적으면 호스트 키를 보여 드리고, 확인하신 키만 믿어요.',
  noCentre: '맡은 센터가 없어요. 관리자에게 센터의 운영자로 올려 달라고 해 주세요.',
  names: '이름',
  centre: '센터',
  name: '짧은 이름',
  nameHelp:
    '주소와 명령에 쓰여요. 영어 소문자로 시작하고 소문자, 숫자, -만 쓸 수 있어요. 나중에 바꿀 수 없어요.',
  titleKo: '한국어 이름',
  titleEn: '영어 이름',
  address: '주소',
  host: '호스트',
  hostHelp: '로그인 노드의 이름이나 IP 주소',
  port: 'SSH 포트',
  jump: '다른 호스트를 거쳐서만 닿아요',
  jumpHost: '거쳐 가는 호스트',
  jumpHelp:
    'ssh -J로 적는 호스트예요. 서비스 로그인이 같은 공개 키로 들어가고, 포트 전달만 하면 돼요. 그 너머의 호스트는 이름을 그곳에서 찾아요.',
  scheduler: '스케줄러',
  logins: '로그인',
  serviceLogin: '서비스 로그인',
  serviceLoginHelp: '줄과 회계를 읽고 로그인을 만드는 계정이에요. 관리자 권한은 필요 없어요.',
  loginCommand: '로그인을 만드는 명령',
  loginCommandHelp:
    '서비스 로그인으로 실행하고, 마지막 낱말로 새 로그인 이름을 붙여요. 같은 이름으로 다시 불러도 괜찮아야 해요. 비우면 사람들이 이미 있는 로그인을 이어요.',
  fetchKeys: '호스트 키 가져오기',
  fetchingKeys: '가져오고 있어요',
  keysTitle: '호스트 키 확인',
  keysLead:
    '서버가 지금 보인 키예요. 아직 아무것도 믿지 않았고 아무것도 보내지 않았어요. 그 기계 앞에서 아래 명령으로 본 지문과 같은 것만 표시해 주세요.',
  keysCommand: '지문을 보는 명령',
  keysLegend: '믿을 키',
  keysAtJump: '(거쳐 가는 호스트)',
  keysBehind:
    '클러스터의 로그인 노드는 아직 보이지 않아요. 관리자에게 받은 그 공개 키 줄(/etc/ssh/ssh_host_ed25519_key.pub)을 아래 ‘다른 키’에 꼭 적어 주세요. 점검할 때 맞는지 확인해요.',
  keysMore: '다른 키',
  keysMoreHelp:
    '로그인 노드가 여럿이거나 키를 곧 바꾼다면 그 공개 키를 한 줄에 하나씩 적어 주세요. ssh-ed25519로 시작해요.',
  attach: '확인한 키로 잇기',
  attachBusy: '잇고 있어요',
  pin: '이 키만 믿기',
  pinned: '이제 표시한 키만 믿어요.',
  keysAgain: '호스트 키 다시 가져오기',
  fix: {
    centre: '센터를 골라 주세요.',
    name: '소문자로 시작해 소문자, 숫자, -로 2–31자를 적어 주세요.',
    titleKo: '1–60자로 적어 주세요.',
    titleEn: '1–60자로 적어 주세요.',
    host: '호스트 이름이나 IP 주소 하나를 적어 주세요. 포트는 따로 적어요.',
    port: '1에서 65535 사이의 수를 적어 주세요.',
    serviceLogin: '로그인 이름 하나를 적어 주세요.',
    loginCommand: '실행할 명령을 적어 주세요. 예: sudo /usr/local/bin/make-login',
    hostKeys: '서버가 지금 보인 키를 하나 이상 표시하고, 다른 키는 ssh-ed25519로 시작하는 줄로 적어 주세요.',
  },

  loginKindsTitle: '사람들의 로그인',
  loginKindsLead:
    '사람마다 이 클러스터의 로그인이 하나예요. 여럿을 켜면, 이미 있는 로그인을 잇지 않은 사람은 처음 쓸 때 새것을 받아요. 이미 가진 로그인은 그대로예요.',
  loginKinds: '주는 방법',
  loginKind: { named: '만들어 주기', leased: '미리 만든 것 빌려주기', linked: '이미 있는 로그인 잇기' },
  loginKindHelp: {
    named: '처음 쓸 때 센터의 명령으로 만들어요.',
    leased:
      '센터가 미리 만들어 둔 것 가운데 하나를 처음 쓸 때 빌려주고, 돌려받으면 센터의 명령으로 청소해요.',
    linked:
      '센터에 로그인이 있는 사람이 자기 것임을 증명하고 이어요. 그 로그인으로 직접 보낸 작업은 빼지도, 한도를 두지도, 취소하지도 않아요.',
  },
  loginKindsBad: '하나는 골라 주세요. 만들어 주려면 로그인을 만드는 명령이 있어야 해요.',
  loginKindsSave: '저장',

  poolTitle: '빌려주는 로그인',
  poolLead:
    '센터가 미리 만들어 둔 로그인이에요. 한 번에 한 사람에게만 빌려주고, 그 사람이 떠나거나 오래 쓰지 않으면 돌려받아요. 센터의 명령으로 청소하고, 깨끗해진 것을 직접 본 다음에만 한 시간 뒤 다른 사람에게 빌려줘요.',
  poolState: {
    free: '빌려줄 수 있음',
    lent: '빌려줌',
    cleaning: '청소하거나 쉬는 중',
    quarantined: '따로 둠',
  },
  poolEmpty:
    '빌려줄 것이 없어요. 처음 오는 사람은 기다려야 해요. 로그인을 더 넣거나, 따로 둔 것을 살펴봐 주세요.',
  poolTroubled: '살펴볼 로그인',
  poolCleanAgain: '다시 청소',
  poolCleaning: '곧 청소하고, 깨끗한지 확인해요.',
  poolNames: '로그인 이름',
  poolNamesHelp: '빈칸이나 줄로 나누고, 범위는 edu[0001-0200]처럼 적어요. 5,000개까지예요.',
  poolNamesBad:
    '소문자 이름이나 edu[0001-0200] 같은 범위로 5,000개까지 적어 주세요. 서비스 로그인은 넣을 수 없어요.',
  poolAdd: '넣기',
  poolRemove: '빼기',
  poolCommand: '청소하는 명령',
  poolCommandHelp:
    '서비스 로그인으로 실행하고, 마지막 낱말로 로그인 이름을 붙여요. 작업과 프로세스를 끝내고 홈과 crontab을 비워야 해요. 비우면 돌려받은 것을 다시 빌려주지 않아요.',
  poolIdle: '며칠 쓰지 않으면 돌려받을까요',
  poolIdleHelp: '일주일 전에 메일로 알려요. 비우면 돌려받지 않아요.',
  poolIdleBad: '14에서 730까지의 날수를 적거나 비워 두세요.',
  poolSave: '저장',
  poolLent: '빌려준 로그인',
  poolTakeBack: '돌려받기',
  poolTakeBackLead: '그 사람은 더 이상 이 로그인을 쓸 수 없고, 홈의 파일은 모두 지워져요. 되돌릴 수 없어요.',

  keyTitle: '공개 키',
  keyLead:
    '모두가 이 클러스터만을 위해 만든 키예요. 이 줄을 서비스 로그인과, 만드는 로그인마다 authorized_keys에 넣어 주세요. 비밀 쪽은 암호로 잠겨 밖으로 나가지 않아요.',
  keyLabel: 'authorized_keys에 넣을 줄',

  probeTitle: '점검',
  probeLead: '모두에게 필요한 것을 하나씩 해 봐요. 홈에 작은 파일을 썼다가 지워요.',
  probeDry: '연습 작업도 해 보기',
  probeDryHelp:
    '붙들린 작업을 하나 보내고, 줄에서 보고, 취소해요. 돌지는 않아요. 처음 열기 전에 꼭 한 번 필요해요.',
  probeRun: '점검하기',
  probeRunning: '점검하고 있어요',
  probeAgain: '다시 점검하기',
  probeAt: '{when}에 점검했어요',
  probeAll: '모두 됐어요.',
  probeBad: '{count, number}가지가 안 돼요. 관리자에게 부탁할 말을 아래에 적어 두었어요.',
  probeLacks: '없어도 되는 {count, number}가지가 모자라요.',
  probeMs: '{ms} ms',
  verdict: { good: '됨', lacks: '모자람', bad: '안 됨', untried: '해 보지 않음' },
  line: {
    'host-key': '호스트 키',
    'sign-in': '서비스 로그인으로 들어가기',
    clock: '시계',
    home: '홈에 쓰기',
    lock: '잠금',
    python: 'Python',
    jupyter: 'Jupyter',
    forwarding: '포트 전달',
    scheduler: '스케줄러와 버전',
    partitions: '파티션',
    accelerators: '가속기',
    limits: '한도',
    queue: '모두의 줄 보기',
    accounting: '회계',
    history: '끝난 작업의 기록',
    'hour-limits': '스케줄러에 남은 시간 두기',
    reservations: '예약',
    'login-command': '로그인을 만드는 명령',
    'dry-run': '붙들기와 취소',
  },
  ask: {
    'host-key':
      '서버의 ed25519 호스트 키 지문(ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub)을 모든 로그인 노드에서 알려 주세요.',
    'sign-in':
      '로그인 {login}[이/가] 있는지, 그 ~/.ssh/authorized_keys에 아래 공개 키가 들어 있는지 봐 주세요.',
    clock: '로그인 노드의 시계가 30초 넘게 어긋나요. 시각 동기화(chrony나 ntpd)를 켜 주세요.',
    home: '{login}의 홈에 쓸 수 없어요. 읽기 전용이거나 할당량이 찼는지 봐 주세요.',
    lock: '{login}의 홈에서 flock도 mkdir도 두 번째 것을 막지 못해요. 파일 시스템을 flock을 켜고(Lustre는 -o flock) 붙여 주세요.',
    python: '로그인 셸에서 python3[이/가] 보이게 해 주세요.',
    jupyter: '로그인 셸에서 jupyter lab이 보이게 해 주세요. 없으면 노트북이 처음 열릴 때 스스로 설치해 봐요.',
    forwarding: '노트북을 브라우저로 열려면 로그인 노드의 sshd에 AllowTcpForwarding yes가 필요해요.',
    scheduler: '{login}[으로/로] 들어갔을 때 스케줄러의 명령이 PATH에 있고 서버에 닿게 해 주세요.',
    partitions:
      '{login}[이/가] 쓸 수 있는, 켜진 파티션을 하나 이상 열어 주세요. 이름을 바꾸었다면 알려 주세요.',
    accelerators: '파티션에 GPU가 등록되어 있는지(Slurm은 GRES, PBS는 ngpus) 봐 주세요.',
    limits: '스케줄러의 한도를 읽지 못했어요. scontrol show config(PBS는 qstat -Bf)를 쓸 수 있게 해 주세요.',
    queue:
      '{login}에게 다른 사람의 작업도 보이게 해 주세요(Slurm은 PrivateData에서 jobs를 빼거나 Operator로, PBS는 query_other_jobs).',
    accounting:
      '{login}[이/가] sacct로 모두의 작업을 볼 수 있게 해 주세요(PBS는 작업 기록). 없으면 작업이 남긴 파일로 세요.',
    history: '끝난 작업을 한동안 기억하게 해 주세요(Slurm은 MinJobAge 300, PBS는 job_history_enable true).',
    'hour-limits':
      '스케줄러도 남은 시간을 지키게 하려면 {login}에게 Slurm의 Operator 권한(sacctmgr modify user {login} set adminlevel=operator)과, AccountingStorageEnforce에 limits, AccountingStorageTRES에 gres/gpu가 필요해요. 없으면 포털이 지켜보다가, 시간이 모자란 작업을 알린 뒤에 취소해요.',
    reservations:
      '예약을 쓸 수 있게 해 주세요. 학생 로그인은 그때그때 만들어지니, 예약에 사람(Users) 대신 계정(Accounts)을 적어 주세요.',
    'login-command': '{login}의 PATH에 로그인을 만드는 명령이 있게 해 주세요.',
    'dry-run': '{login}[이/가] 붙들린 작업을 보내고(sbatch --hold, qsub -h) 스스로 취소할 수 있게 해 주세요.',
  },
  mailTitle: '관리자에게 보낼 말',
  mailLead: '그대로 붙여 보낼 수 있어요.',
  mailLabel: '한국어 메일',
  mailLabelEn: '영어 메일',
  mailOpen:
    '안녕하세요. 학생들이 {cluster}({host}:{port})를 쓸 수 있게 포털 모두를 잇고 있습니다. 로그인 {login}[으로/로] 해 보니 아래가 필요합니다.',
  mailSeen: '본 것: {words}',
  mailKey: '공개 키:',
  mailClose: '고맙습니다.',

  openTitle: '처음 열기',
  openLead:
    '연습 작업까지 모두 점검되면 열 수 있어요. 열면 모두에게 보이고 실행할 수 있어요. 환산율과 보일 파티션을 먼저 봐 주세요.',
  open: '모두에게 열기',
  opening: '열고 있어요',
  probeFirst: '아직 열 수 없어요: {line}',
  probeNever: '아직 열 수 없어요. 연습 작업까지 점검해 주세요.',

  partitionsTitle: '보이는 파티션',
  partitionsLead: '끄면 실행 화면에 나오지 않아요. 도는 작업은 끝까지 돌아요.',
  partitionsNone: '점검하면 파티션을 찾아 여기에 보여요.',
  partitionShow: '보이기',
  partitionHide: '숨기기',
  partitionIsShown: '보임',
  partitionIsHidden: '숨김',
  partitionAbout: '{nodes, number}노드 · GPU {gpus, number}개씩 · {cores, number}코어',

  rateLead:
    '기준 GPU로 1시간이 이 가속기로는 몇 시간인지예요. 1.00이 기준이고, 바꾼 값은 새로 실행하는 것부터 써요.',
  rateOf: '{accelerator}의 환산율',
  rateNoGpu: 'GPU 없는 자리의 환산율',

  reservationsTitle: '예약',
  reservationsLead:
    '보이기로 하면 실행 화면에서 고를 수 있어요. 누가 쓸 수 있는지는 스케줄러가 정해요. 새로 만든 예약은 점검하면 보여요.',

  hoursTitle: '스케줄러에 남은 시간 두기',
  hoursLead:
    '켜면 사람마다 남은 시간을 스케줄러의 한도(GrpTRESMins)로 적어 두어요. 터미널에서 직접 보낸 작업도 그 안에서만 시작돼요. 끄면 모두가 적은 한도를 거두어요.',
  hoursIsOn: '켜짐',
  hoursIsOff: '꺼짐',
  hoursPushedAt: '{when}에 맞추었어요',
  hoursNotYet: '곧 맞춰요',
  hoursError: '마지막에 맞추지 못했어요. 다시 해 봐요.',
  hoursDriftTitle: '누군가 한도를 바꾸었어요',
  hoursDrift:
    '{when}에 모두가 적은 것과 다른 한도가 있어서 다시 맞추었어요. 있던 것, 모두가 적은 것의 차례예요.',
  hoursCannot:
    '아직 켤 수 없어요. 점검에서 ‘스케줄러에 남은 시간 두기’가 되어야 해요. 그동안은 포털이 지켜보다가, 시간이 모자란 작업을 알린 뒤에 취소해요.',
  hoursSwitchOn: '스케줄러에 두기',
  hoursSwitchOff: '거두기',
  hoursOn: '이제부터 남은 시간을 스케줄러에도 두어요.',
  hoursOff: '모두가 적은 한도를 곧 거두어요.',

  windowsTitle: '정비',
  windowsLead: '이 동안 새 작업을 받지 않고, 상태 화면에 정비 중이라고 보여요. 도는 작업은 건드리지 않아요.',
  windowFrom: '시작',
  windowTo: '끝',
  windowNote: '까닭',
  windowNoteHelp: '모두에게 보여요.',
  windowAdd: '정비 알리기',
  windowFixFrom: '날짜와 시각을 적어 주세요.',
  windowFixTo: '시작보다 늦고 지금보다 늦은, 31일 안의 시각을 적어 주세요.',
  windowNow: '지금',
  windowEnd: '정비 끝내기',
  windowCancel: '취소하기',
  windowAdded: '정비를 알렸어요.',
  windowEnded: '정비를 끝냈어요.',

  removeTitle: '떼기',
  removeLead:
    '포털에서 빼고, 모두가 만든 키를 지워요. 쓴 시간과 끝난 작업의 기록은 남아요. 센터 쪽에는 아무것도 하지 않아요.',
  removeLive: '끝나지 않은 작업이 {count, number}개 있어서 아직 뗄 수 없어요. 비우고 기다려 주세요.',
  remove: '클러스터 떼기',
  removeAsk: '{cluster}[을/를] 뗄까요?',
  removeConfirm: '떼기',

  done: '바꿨어요.',
} as const;
