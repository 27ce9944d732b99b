import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode, useEffect } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { takeEarlyInput } from './early-input';
import { patientFetch } from './hooks/patient-fetch';
import { registerMessages } from './locales/registry';
import { loadAppFrame } from './parts/app-frame-load';
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

window.fetch = patientFetch(window.fetch.bind(window));

/** What the page's frame needs, in parallel with the sentences: hydration must find it there. */
const frame = document.querySelector('.frame') ? loadAppFrame() : undefined;

/**
 * What the loaders answered, decoded. Remix waits for it inside its root component, where no boundary catches the wait: called
 * outside of a page that component throws what it waits for, before its first hook, and later finds it there.
 * @see @remix-run/react 2.17, browser.js, `stateDecodingPromise`; why nothing may wait at the root: app-frame-load.ts
 */
async function loadAnswers(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (pending) {
    if (!(pending instanceof Promise)) throw pending;
    await pending;
  }
}

/** Beside the page: its effects run when all of the page listens. What is told to React from within an effect it would only hear after it. */
function Awake({ then }: { then: () => void }) {
  useEffect(() => queueMicrotask(then), [then]);
  return null;
}

void Promise.all([loadSentences(locale), frame, loadAnswers()]).then(() => {
  startTransition(() => {
    const doAgain = takeEarlyInput();
    hydrateRoot(
      document,
      <StrictMode>
        <Shell.Provider value={{ nonce, locale }}>
          <RemixBrowser />
          <Awake then={doAgain} />
        </Shell.Provider>
      </StrictMode>,
    );
  });
});
