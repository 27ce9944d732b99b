import type { ReactNode } from 'react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';

/** What this is, for whom, and how to begin; at its right what the centres have now. */
export function LandingHero({ isSignedIn, children }: { isSignedIn: boolean; children: ReactNode }) {
  const t = useText('landing');
  return (
    <section
      aria-labelledby="what"
      className="grid items-center gap-10 py-10 lg:grid-cols-[minmax(0,1.04fr)_minmax(0,0.96fr)] lg:gap-16 lg:py-10"
    >
      <div>
        <h1 id="what" className="text-display leading-tight font-extrabold tracking-[-0.035em] text-wrap">
          {t.rich('headline', { br: () => <br /> })}
        </h1>
        <p className="mt-6 max-w-[34em] text-read leading-read text-text-2">{t('lead')}</p>
        <div className="mt-8 flex flex-wrap gap-2">
          {isSignedIn ? (
            <LinkButton to={paths.home()} kind="primary" size="large" className="max-md:w-full">
              {t('goHome')}
            </LinkButton>
          ) : (
            <>
              <LinkButton to={paths.signUp()} kind="primary" size="large" className="max-md:w-full">
                {t('start')}
              </LinkButton>
              <LinkButton to={paths.signIn()} size="large" className="max-md:w-full">
                {t('enter')}
              </LinkButton>
            </>
          )}
        </div>
        <p className="mt-4 max-w-[40em] text-small text-text-2">{t('passwordless')}</p>
      </div>
      {children}
    </section>
  );
}
