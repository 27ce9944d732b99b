import type { ExtensionState } from '#server/contract/walltime-guard';

export const ending = {
  label: '곧 끝나는 작업',
  soon: '‘{name}’ 작업이 {left} 뒤에 시간 한도에 닿아 멈춰요.',
  soonSpoken:
    '‘{name}’ 작업이 약 {minutes, number}분 뒤에 시간 한도에 닿아 멈춰요. 저장하거나 시간을 늘려 주세요.',
  save: '저장하지 않은 것은 사라져요.',
  others: '다른 작업 {count, number}개도 곧 끝나요',
  see: '작업 보기',
  hide: '알겠어요',
  title: '남은 시간',
  endsAt: '{when}에 시간 한도에 닿아요. 그때까지 끝나지 않으면 멈추고, 저장하지 않은 것은 사라져요.',
  howMuch: '얼마나 늘릴까요?',
  choice: '{more} 더 · 모두 {total}',
  extend: '{more} 늘리기',
  extending: '늘리는 중',
  cost: '다 쓰면 {hours}이 더 들어요. 쓰지 않은 시간은 끝난 뒤 돌아와요.',
  atLimit: '이 센터에서 늘릴 수 있는 만큼 다 늘렸어요. 같은 설정으로 이어서 실행할 수 있어요.',
  notHere:
    '이 작업은 도는 중에 시간을 늘릴 수 없어요. 끝나기 전에 같은 설정으로 하나 더 실행해 둘 수 있어요.',
  again: '같은 설정으로 실행하기',
  state: {
    asked: '{total}까지 늘려 달라고 센터에 부탁했어요. 답이 오면 여기에 보여요.',
    done: '모두 {total}까지 늘렸어요.',
    refused: '센터가 늘려 주지 않았어요. 잡아 둔 시간은 돌아왔어요.',
  } satisfies Record<ExtensionState, string>,
  refusedWords: '스케줄러의 말',
  noHours: '늘리려면 {needed}이 더 있어야 하는데 {free} 남았어요.',
  noHoursTeacher: '선생님께 더 부탁하거나 작업을 마무리해 주세요.',
  noHoursReviewer: '시간을 더 신청할 수 있어요. 심사하는 동안에는 작업을 마무리해 주세요.',
  askTeacher: '선생님께 부탁하기',
  askHours: '시간 신청하기',
  most: '이 작업은 모두 합쳐 {total}까지만 늘릴 수 있어요.',
} as const;
