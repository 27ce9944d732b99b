import type { ErrorCode } from '#server/contract/error-codes';

/** One sentence per error code: what happened, why, what to do. Needs no values. */
export const errors = {
  'invalid-input': '적은 내용 가운데 고칠 것이 있어요. 표시한 곳을 봐 주세요.',
  'not-signed-in': '로그인이 끝났거나 아직 하지 않았어요. 로그인하고 다시 해 주세요.',
  'not-allowed': '이 일은 맡은 사람만 할 수 있어요. 필요하다면 관리자에게 역할을 부탁해 주세요.',
  'not-found': '여기에는 아무것도 없어요. 주소를 다시 보거나 홈에서 찾아 주세요.',
  'method-not-allowed': '이 주소는 그런 요청을 받지 않아요.',
  'changed-meanwhile': '그사이에 내용이 바뀌었어요. 새로 고침 한 뒤 다시 해 주세요.',
  'wrong-state': '지금 상태에서는 할 수 없어요. 새로 고침 하면 할 수 있는 일이 보여요.',
  'idempotency-key-reused': '같은 열쇠로 다른 내용이 왔어요. 새 열쇠로 다시 보내 주세요.',
  'too-many-tries': '짧은 시간에 여러 번 시도했어요. 잠시 뒤에 다시 해 주세요.',
  'too-large': '보낸 내용이 너무 커요. 줄여서 다시 보내 주세요.',
  'wrong-origin': '이 포털의 화면에서 온 요청이 아니어서 받지 않았어요. 포털 화면에서 다시 해 주세요.',
  'not-enough-hours': '남은 시간이 모자라요. 더 짧게 실행하거나 시간을 신청해 주세요.',
  'payments-off': '이 포털에는 결제가 꺼져 있어요. 시간은 심사자에게 신청해 주세요.',
  'payments-down': '결제하는 곳이 지금 답하지 않아요. 나간 돈은 없어요. 잠시 뒤에 다시 해 주세요.',
  'no-allocation': '이 센터에서 쓸 수 있는 시간이 없어요. 다른 센터를 고르거나 시간을 신청해 주세요.',
  'fits-nowhere': '이만큼 한꺼번에 쓸 수 있는 자리가 이 센터에 없어요. 줄이거나 다른 센터를 골라 주세요.',
  'second-factor-needed':
    '이 역할은 로그인을 두 번째로 확인해야 열려요. 설정에서 두 번째 확인을 만들고 다시 와 주세요.',
  'confirm-again': '본인인지 한 번 더 확인한 뒤 다시 해 주세요.',
  'code-wrong': '코드가 틀렸거나 이미 쓴 코드예요. 다음 코드를 기다리거나 복구 코드를 적어 주세요.',
  'passkey-refused': '이 패스키로는 확인하지 못했어요. 다시 해 보거나 다른 방법을 써 주세요.',
  'card-refused':
    '이 카드로는 들어가지 못했어요. 카드 이름과, 아직 쓰지 않은 줄의 낱말을 다시 봐 주세요. 여러 번 틀리면 카드가 잠겨요. 그때는 선생님께 새 카드를 부탁해 주세요.',
  'oidc-failed': '그 기관에서 로그인을 마치지 못했어요. 다시 해 보거나 메일 링크로 들어와 주세요.',
  'oidc-mail-unverified':
    '그 기관이 확인한 메일 주소를 보내지 않았어요. 그 기관에서 메일을 확인하거나 메일 링크로 들어와 주세요.',
  'oidc-known-mail':
    '이 메일 주소로 이미 가입한 사람이 있어요. 본인이라면 메일 링크로 들어온 다음 설정에서 그 기관을 연결해 주세요.',
  'identity-taken': '그 계정은 이미 다른 사람과 연결되어 있어요. 그 계정으로 로그인해 확인해 주세요.',
  'sign-in-again': '로그인한 지 시간이 지났어요. 로그아웃하고 다시 로그인한 뒤 15분 안에 해 주세요.',
  'classes-need-teacher': '다른 선생님이 없는 반이 있어요. 반을 마치거나 다른 선생님을 더해 주세요.',
  'last-administrator': '마지막 관리자예요. 다른 사람을 먼저 관리자로 만들어 주세요.',
  'script-empty': '스크립트가 비어 있어요. 실행할 내용을 적어 주세요.',
  'script-too-large': '스크립트가 256 KiB를 넘어요. 큰 데이터는 파일로 두고 스크립트에서 읽어 주세요.',
  'script-binary': '스크립트에 글자가 아닌 내용이 들어 있어요. 글로 된 스크립트를 넣어 주세요.',
  'walltime-invalid': '실행 시간을 읽지 못했어요. 90m, 1:30:00, 1-00:00:00처럼 적어 주세요.',
  'walltime-over-limit': '실행 시간이 이 자리의 한도보다 길어요. 줄여 주세요.',
  'too-many-gpus': '이 자리에 있는 것보다 GPU를 많이 골랐어요. 줄여 주세요.',
  'extend-not-offered':
    '이 작업은 도는 중에 시간을 늘릴 수 없어요. 끝나기 전에 저장하고, 같은 설정으로 다시 실행해 주세요.',
  'array-invalid': '배열 범위를 읽지 못했어요. 0-9나 1,3,5처럼, 200개까지 적어 주세요.',
  'cluster-down': '센터가 지금 답하지 않아요. 잠시 뒤에 다시 해 주세요. 보내 둔 작업은 그대로예요.',
  'app-unreachable':
    '앱이 지금 답하지 않아요. 센터와 다시 이어지면 저절로 열려요. 작업 화면에서 어떻게 되고 있는지 볼 수 있어요.',
  'app-not-entered': '이 앱에 들어와 있지 않거나 시간이 지났어요. 포털의 작업 화면에서 다시 열어 주세요.',
  'no-shell-in-jobs':
    '이 센터의 스케줄러는 도는 작업 안에 터미널을 열어 주지 않아요. 로그인 노드의 터미널은 열 수 있어요.',
  'app-not-offered': '이 센터에서는 이 앱을 쓸 수 없어요. 다른 센터를 골라 주세요.',
  'cluster-closed': '센터가 새 작업을 받지 않고 있어요. 다른 센터를 고르거나 다시 열리면 해 주세요.',
  'host-key-changed': '센터의 열쇠가 등록된 것과 달라서 잇지 않았어요. 센터 운영자에게 알려 주세요.',
  'address-unknown': '이 호스트 이름으로는 주소를 찾지 못했어요. 이름을 다시 보거나 IP 주소를 적어 주세요.',
  'nobody-listens': '그 포트에서 아무도 듣지 않아요. 포트 번호와 sshd가 켜져 있는지 봐 주세요.',
  'no-answer': '그 주소와 포트에서 답이 오지 않아요. 주소와 포트, 방화벽을 봐 주세요.',
  'not-ssh': '그 포트에서 답은 했지만 SSH가 아니에요. 포트 번호를 다시 봐 주세요.',
  'no-usable-key': '서버에 ed25519 호스트 키가 없어요. 관리자에게 ssh-keygen -A를 부탁해 주세요.',
  'sign-in-refused':
    '서버가 이 로그인과 열쇠를 받지 않아요. 로그인 이름과, 그 authorized_keys에 아래 공개 키가 있는지 봐 주세요.',
  'host-key-unconfirmed':
    '확인한 지문과 서버가 지금 보인 지문이 달라요. 아무것도 믿지 않았어요. 지문을 다시 가져와 견주어 주세요.',
  'name-taken': '이미 쓰고 있는 이름이에요. 다른 이름을 적어 주세요.',
  'login-needed': '이 센터는 이미 있는 내 로그인으로 써요. 설정의 ‘센터의 로그인’에서 먼저 이어 주세요.',
  'logins-exhausted':
    '이 센터가 빌려줄 로그인이 지금은 모두 나가 있어요. 조금 뒤에 다시 하거나 다른 센터를 고르고, 급하면 센터의 운영자에게 알려 주세요.',
  'login-unproven':
    '그 로그인이 내 것인지 아직 확인하지 못했어요. 설정의 ‘센터의 로그인’에 적힌 차례대로 해 주세요.',
  'login-taken': '그 로그인은 이미 다른 사람에게 이어져 있어요. 내 것이라면 센터의 운영자에게 알려 주세요.',
  'login-had': '이 클러스터에는 이미 내 로그인이 있어요. 하나만 가질 수 있어요.',
  'probe-first': '먼저 점검해서 꼭 필요한 줄이 모두 되어야 열 수 있어요.',
  'launches-live': '아직 끝나지 않은 작업이 있어서 뗄 수 없어요. 비우고 모두 끝난 뒤에 다시 해 주세요.',
  'cluster-answer-unclear': '센터가 답했지만 알아듣지 못했어요. 잠시 뒤에 다시 해 주세요.',
  'scheduler-refused': '센터의 스케줄러가 이 작업을 받지 않았어요. 자원과 시간을 바꿔 다시 해 주세요.',
  'no-permission':
    '센터에서 내 로그인에는 이것을 열거나 바꿀 권한이 없어요. 터미널에서 chmod로 권한을 볼 수 있어요.',
  'outside-home': '홈 폴더 밖으로 나가는 경로예요. 홈 밖의 파일은 터미널에서 열어 주세요.',
  'file-name-invalid': '이 이름은 쓸 수 없어요. /가 없고 255바이트를 넘지 않는 이름을 적어 주세요.',
  'disk-full': '센터의 저장 공간이 다 찼어요. 휴지통을 비우거나 큰 파일을 지운 뒤 다시 해 주세요.',
  'deadline-passed': '정해 둔 시간 안에 끝나지 않아 기다리기를 멈췄어요. 잠시 뒤에 다시 해 주세요.',
  'limit-reached': '한꺼번에 가질 수 있는 수에 닿았어요. 하나를 끝내고 다시 해 주세요.',
  'guardian-needed': '먼저 보호자 확인이 필요해요.',
  'guardian-mail-same':
    '보호자가 동의한 메일 주소와 같아요. 로그인 링크는 나에게 와야 하니, 내 메일 주소를 적어 주세요.',
  'guardian-too-young':
    '이 주소로 가입한 사람은 아직 만 19세가 되지 않아 보호자로 동의할 수 없어요. 다른 보호자의 메일 주소로 다시 물어봐 주세요.',
  'guardian-stopped': '보호자가 모두를 쓰는 것을 멈춰 두었어요. 다시 쓰려면 보호자에게 이야기해 주세요.',
  'form-unreadable': 'PDF, PNG, JPEG 파일만 받을 수 있어요. 사진으로 찍거나 PDF로 만들어 다시 보내 주세요.',
  'link-expired': '이미 썼거나 기한이 지난 링크예요. 새 링크를 받아 주세요.',
  'email-invalid': '메일 주소를 다시 봐 주세요. name@school.kr 같은 주소 하나만 적어 주세요.',
  'demo-only': '이 화면은 체험판에서만 열려요.',
  internal: '저희 쪽 문제로 마치지 못했어요. 잠시 뒤에 다시 해 주세요. 작업은 그대로예요.',
} as const satisfies Record<ErrorCode, string>;

/** Fuller sentences for when the details are known. Values come as finished text (hours, durations, sizes with their units). */
export const errorDetails = {
  'not-enough-hours':
    '{neededMilliGpuSeconds}[이/가] 드는데 {freeMilliGpuSeconds}[이/가] 남았어요. 더 짧게 실행하거나 시간을 신청해 주세요.',
  'walltime-over-limit': '여기서는 한 번에 {maxWalltimeSeconds}까지 쓸 수 있어요. 그 안으로 바꿔 주세요.',
  'too-many-gpus': '여기서는 한 번에 GPU {maxGpus}개까지 쓸 수 있어요. 줄여 주세요.',
  'limit-reached': '한꺼번에 {limit}개까지 가질 수 있어요. 하나를 끝내고 다시 해 주세요.',
  'too-many-tries': '짧은 시간에 여러 번 시도했어요. {retryAfterSeconds} 뒤에 다시 해 주세요.',
} as const satisfies Partial<Record<ErrorCode, string>>;
