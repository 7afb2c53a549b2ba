const turns = [0, 45, 90, 135, 180, 225, 270, 315];

/** The product's mark. Drawn here so that it takes the colours of the theme. */
export function Marigold({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={className}>
      {turns.map((turn) => (
        <path
          key={turn}
          transform={`rotate(${turn} 32 32)`}
          className="fill-accent"
          d="M32 32C24 25 22 12 27 6c2 2 3 2 5 0 2 2 3 2 5 0 5 6 3 19-5 26Z"
        />
      ))}
      {turns.map((turn) => (
        <path
          key={turn}
          transform={`rotate(${turn + 22.5} 32 32)`}
          fill="#fdb060"
          d="M32 32c-5-5-6-12-3-17 1 1 2 1 3 0 1 1 2 1 3 0 3 5 2 12-3 17Z"
        />
      ))}
      <circle cx="32" cy="32" r="6.5" fill="#7a2e1d" />
      <circle cx="32" cy="32" r="3" fill="#fdd9a8" />
    </svg>
  );
}
