/** Lines that hold the place of what is still coming; they show only after 300 ms. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  const widths = ['w-full', 'w-5/6', 'w-2/3'];
  return (
    <div role="status" aria-label={label} className="grid gap-2.5">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={`skeleton h-4 ${widths[index % widths.length]}`} />
      ))}
    </div>
  );
}
