import type { ReactNode } from 'react';
import { Section } from '../../ui/section';

/** One kind of brick in all its states. */
export function Specimen({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className="grid gap-4">{children}</div>
    </Section>
  );
}

export const Row = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
);
export const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-6 lg:grid-cols-3">{children}</div>
);
export const Halves = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-6 lg:grid-cols-2">{children}</div>
);
