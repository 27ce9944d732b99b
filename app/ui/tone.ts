/** What a colour means; each is a class `is-…` in `styles/controls.css`. Never the only sign: a word or an icon goes with it. */
export type Tone =
  | 'plain'
  | 'success'
  | 'warn'
  | 'danger'
  | 'info'
  | 'held'
  | 'queued'
  | 'running'
  | 'completed'
  | 'failed'
  | 'timed-out'
  | 'cancelled'
  | 'unknown';

export const toneClass = (tone: Tone): string => `is-${tone}`;
