const tones = ['accent', 'queued', 'running'] as const;

/** The hatched patterns that bars and rulers fill with. Stands once a page, in the root. */
export function Hatches() {
  return (
    <svg className="absolute size-0 overflow-hidden" aria-hidden="true" focusable="false">
      <defs>
        {tones.map((tone) => (
          <pattern
            key={tone}
            id={`hatch-${tone}`}
            className={`hatch-${tone}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" />
            <path d="M1.5 0v6" strokeWidth="2.4" />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
