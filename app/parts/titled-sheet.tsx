import { useId, type ReactNode } from 'react';
import { Sheet, SheetBody } from '../ui/sheet';

/** A sheet under its own heading. */
export function TitledSheet({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Sheet as="section" labelledBy={id}>
      <SheetBody>
        <h2 id={id} className="mb-4 text-h3">
          {title}
        </h2>
        {children}
      </SheetBody>
    </Sheet>
  );
}
