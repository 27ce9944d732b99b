import { Specimen } from './specimen';

const grounds = [
  'page',
  'surface',
  'sunken',
  'raised',
  'line',
  'line-strong',
  'text',
  'text-2',
  'text-3',
] as const;
const accents = ['accent', 'accent-hover', 'accent-soft', 'accent-line', 'accent-text', 'on-accent'] as const;
/** Whole class names, so that Tailwind finds them. */
const fills: Record<(typeof grounds)[number] | (typeof accents)[number], string> = {
  page: 'bg-page',
  surface: 'bg-surface',
  sunken: 'bg-sunken',
  raised: 'bg-raised',
  line: 'bg-line',
  'line-strong': 'bg-line-strong',
  text: 'bg-text',
  'text-2': 'bg-text-2',
  'text-3': 'bg-text-3',
  accent: 'bg-accent',
  'accent-hover': 'bg-accent-hover',
  'accent-soft': 'bg-accent-soft',
  'accent-line': 'bg-accent-line',
  'accent-text': 'bg-accent-text',
  'on-accent': 'bg-on-accent',
};

export function Colours() {
  return (
    <Specimen title="색">
      <div className="grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-3">
        {[...grounds, ...accents].map((name) => (
          <div key={name} className="text-caption text-text-2">
            <span className={`mb-1 block h-12 rounded-2 border border-line ${fills[name]}`} />
            {name}
          </div>
        ))}
      </div>
    </Specimen>
  );
}

export function Words() {
  return (
    <Specimen title="글">
      <div className="grid gap-2">
        <p className="text-display leading-tight font-extrabold tracking-[-0.035em]">국가 슈퍼컴퓨터</p>
        <p className="text-h1 leading-heading font-bold">하준님, 학습이 돌고 있어요 (28)</p>
        <p className="text-h2 leading-heading font-bold">지금 도는 작업 (21)</p>
        <p className="text-h3 font-semibold">은하 모양 분류 (17)</p>
        <p className="max-w-[62ch] text-read leading-read">
          읽는 글은 17이에요. 한 줄은 예순두 글자를 넘지 않고, 낱말 가운데에서 줄을 바꾸지 않아요.
        </p>
        <p>본문은 15예요. 먼저 온 작업 3개가 GPU를 쓰고 있어요.</p>
        <p className="text-small text-text-2">표와 도움말은 13이에요.</p>
        <p className="text-caption text-text-3">단위와 축은 12예요.</p>
        <p>
          <code>sbatch --gpus=2 학습.sh</code> · <kbd>Ctrl</kbd> <kbd>C</kbd> · <a href="#top">링크</a>
        </p>
        <pre className="text-small">{'0123456789abcdef\n한글은두칸이에요\n'}</pre>
      </div>
    </Specimen>
  );
}
