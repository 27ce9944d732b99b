import type { ReactNode } from 'react';
import { classes } from './classes';

/** Says that a part of the page follows by itself; still and grey when the connection is lost. */
export function LiveDot({ isConnected = true, children }: { isConnected?: boolean; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-[7px] text-small text-text-2">
      <span
        className={classes(
          'size-[7px] rounded-full',
          isConnected ? 'breathes bg-success-solid' : 'border border-line-strong',
        )}
      />
      {children}
    </span>
  );
}
