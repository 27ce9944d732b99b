import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { registerMessages } from './locales/registry';
import { Shell } from './parts/shell';

/** A page brings the sentences of its own language only; changing the language loads the page anew. */
async function loadSentences(locale: 'ko' | 'en'): Promise<void> {
  const { messages } = await (locale === 'ko' ? import('./locales/ko/index') : import('./locales/en/index'));
  registerMessages(locale, messages);
}

const locale = document.documentElement.lang === 'ko' ? 'ko' : 'en';
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

// Dialogs stop the page behind from scrolling with a <style> element; its library (get-nonce) reads the nonce from here.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;

/** What the page's frame needs, in parallel with the sentences, so that hydration does not wait for it a second time. */
const frame = document.querySelector('.frame') ? import('./parts/app-frame') : undefined;

void Promise.all([loadSentences(locale), frame]).then(() => {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <Shell.Provider value={{ nonce, locale }}>
          <RemixBrowser />
        </Shell.Provider>
      </StrictMode>,
    );
  });
});
