import type { DemoServices } from '#server/services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';

export type DemoPerson = Awaited<ReturnType<DemoServices['people']>>[number];

/** One button a demo person; pressing it signs in as them (`/become`). A whole new page, so that nothing of another person is left. */
export function DemoPeople({ people }: { people: readonly DemoPerson[] }) {
  const t = useText('demo');
  if (people.length === 0) return null;
  return (
    <section
      id="demo"
      aria-labelledby="demo-title"
      className="rounded-3 border border-line bg-surface p-4 md:px-6 md:py-5"
    >
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 id="demo-title" className="text-h3">
          {t('peopleTitle')}
        </h2>
        <p className="text-small text-text-2">{t('peopleLead')}</p>
      </div>
      <form
        method="post"
        action={paths.become()}
        className="grid grid-cols-2 gap-2 sm:grid-cols-4 lg:grid-cols-6"
      >
        {people.map((person) => (
          <button
            key={person.email}
            name="email"
            value={person.email}
            aria-label={`${t('become', { name: person.displayName })} (${kindOf(person, t)})`}
            className="grid min-h-12 rounded-2 border border-line-strong px-3 py-2 text-left leading-snug hover:bg-sunken focus-visible:rounded-2"
          >
            <b>{kindOf(person, t)}</b>
            <span className="text-small text-text-2">{person.displayName}</span>
          </button>
        ))}
      </form>
    </section>
  );
}

/** `pupil@demo.modu` is the pupil: the addresses of the demo are fixed. */
function kindOf(person: DemoPerson, t: ReturnType<typeof useText<'demo'>>): string {
  const name = person.email.split('@')[0] ?? '';
  const key = `kind.${name}` as 'kind.pupil';
  return t.has(key) ? t(key) : person.displayName;
}
