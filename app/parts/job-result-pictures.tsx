import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';

interface Picture {
  path: string;
  sizeBytes: number;
  href: string;
}

/** As many as a person looks at; the others are in the list of files. */
const shownAtMost = 8;

/** Pictures that a job drew. As `<img>` a picture runs nothing, also an SVG that holds a script. @see SVG 2, §2.2 secure static mode */
export function JobResultPictures({ pictures }: { pictures: readonly Picture[] }) {
  if (pictures.length === 0) return null;
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {pictures.slice(0, shownAtMost).map((picture) => (
        <li key={picture.href} className={pictures.length === 1 ? 'sm:col-span-2' : undefined}>
          <OnePicture {...picture} />
        </li>
      ))}
    </ul>
  );
}

function OnePicture({ path, sizeBytes, href }: Picture) {
  const t = useText('job');
  const format = useFormat();
  const [isBroken, setBroken] = useState(false);
  return (
    <figure>
      {isBroken ? (
        <p className="flex items-center gap-2 rounded-2 border border-dashed border-line-strong p-4 text-small text-text-2">
          <ImageOff className="size-4" />
          {t('resultBroken')}
        </p>
      ) : (
        <a href={href} className="block">
          <img
            src={href}
            alt={t('resultPicture', { file: path })}
            decoding="async"
            onError={() => setBroken(true)}
            className="picture max-h-[26rem] w-full rounded-2 border border-line object-contain"
          />
        </a>
      )}
      <figcaption className="mt-1.5 text-small text-text-2 [overflow-wrap:anywhere]">
        <span className="font-mono">{path}</span> · {format.bytes(sizeBytes)}
      </figcaption>
    </figure>
  );
}
