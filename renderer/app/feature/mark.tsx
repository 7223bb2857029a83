// The product's mark: an S made of two hooks, and the dot that left the upper one.

export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7.4" fill="var(--accent)" />
      <g transform="translate(16 16) scale(.92) translate(-16.6 -16)">
        <path
          d="M16.6 6.04A5 5 0 0 0 16 16A5 5 0 1 1 11 21"
          fill="none"
          stroke="var(--text-on-fill)"
          strokeWidth="3.6"
          strokeLinecap="round"
        />
        <circle cx="21.6" cy="9" r="2.4" fill="var(--text-on-fill)" />
      </g>
    </svg>
  );
}
