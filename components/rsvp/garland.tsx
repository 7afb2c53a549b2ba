const PETALS = [0, 60, 120, 180, 240, 300];
/** Along a swag that hangs from both ends: place and size of each flower. */
const FLOWERS = Array.from({ length: 13 }, (_, n) => {
  const x = 10 + n * 25;
  return { x, y: 8 + 30 * (1 - ((x - 160) / 150) ** 2), r: n % 2 === 0 ? 7.5 : 5.5, ochre: n % 2 === 1 };
});

/** A marigold garland over the page. Drawn here: half a kilobyte, in the colours of the theme. */
export function Garland({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 320 56" aria-hidden="true" className={className}>
      <path d="M10 8Q160 68 310 8" fill="none" className="stroke-leaf" strokeWidth="2" />
      {FLOWERS.map(({ x, y, r, ochre }) => (
        <g key={x} transform={`translate(${x} ${y.toFixed(1)})`}>
          {PETALS.map((turn) => (
            <circle
              key={turn}
              transform={`rotate(${turn})`}
              cx={r * 0.55}
              r={r * 0.55}
              className={ochre ? "fill-[#f7a93b]" : "fill-accent"}
            />
          ))}
          <circle r={r * 0.4} className="fill-henna" />
        </g>
      ))}
    </svg>
  );
}
