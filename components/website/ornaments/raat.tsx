import type { ReactElement } from "react";
import { cuspedArch, scallop, short, swag } from "./shapes";

const TILE = 172;

function Lamp({ x, y, size }: { x: number; y: number; size: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`}>
      <path d={`M0 ${-y / size}V-14`} stroke="#C9A24B" strokeWidth="1" />
      <path d="M-4-14h8l2 4h-12z" fill="#C9A24B" />
      <path
        d="M-6-10C-11-2-9 8-4 12H4C9 8 11-2 6-10Z"
        fill="#F5C463"
        fillOpacity=".28"
        stroke="#E3B964"
        strokeWidth="1.2"
      />
      <path
        d="M-2.6-10C-5-2-4 8-1.6 12M2.6-10C5-2 4 8 1.6 12"
        fill="none"
        stroke="#E3B964"
        strokeWidth=".9"
      />
      <ellipse cy="2" rx="2.3" ry="4.4" fill="#FFE7B0" />
      <path d="M-4 12h8l-1.6 3h-4.8z" fill="#C9A24B" />
      <path d="M0 15v9" stroke="#C9A24B" strokeWidth="1" />
      <circle cy="25" r="1.8" fill="#E3B964" />
    </g>
  );
}

/** Strings of small lights over the whole width, with lamps where they meet. */
export function RaatLights(): ReactElement {
  const bulbs = [...swag(TILE, 6, 30, 12), { x: TILE, y: 6 }];
  return (
    <svg className="toran" width="100%" height="78" aria-hidden="true" focusable="false">
      <defs>
        <radialGradient id="rg">
          <stop stopColor="#FFE9B8" stopOpacity=".95" />
          <stop offset=".28" stopColor="#FFD27A" stopOpacity=".5" />
          <stop offset="1" stopColor="#FFD27A" stopOpacity="0" />
        </radialGradient>
        <pattern
          id="rl"
          x="50%"
          width={TILE}
          height="78"
          patternUnits="userSpaceOnUse"
          patternTransform={`translate(${-TILE / 2})`}
        >
          <path d={`M0 4Q${TILE / 2} 66 ${TILE} 4`} fill="none" stroke="#8C7440" strokeWidth="1" />
          {bulbs.map(({ x, y }) => (
            <g key={x} transform={`translate(${short(x)} ${short(y)})`}>
              <circle r="8" fill="url(#rg)" />
              <circle r="2" fill="#FFEFC9" />
            </g>
          ))}
          {[0, TILE].map((x) => (
            <Lamp key={x} x={x} y={36} size={1} />
          ))}
        </pattern>
      </defs>
      <rect width="100%" height="78" fill="url(#rl)" />
    </svg>
  );
}

/** The head of a window in a palace, in two gold lines; its sides are drawn by the page. */
export function RaatArch(): ReactElement {
  return (
    <svg
      className="arch"
      viewBox="0 0 340 96"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="none"
    >
      <g fill="none" stroke="#D9B25F">
        <path d={cuspedArch(340, 96, 1)} strokeWidth="1.4" vectorEffect="non-scaling-stroke" />
        <path d={cuspedArch(340, 96, 8)} strokeWidth=".8" opacity=".6" vectorEffect="non-scaling-stroke" />
      </g>
    </svg>
  );
}

/** A star flower between two lines, under a heading. */
export function RaatMark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 120 24" width="120" height="24" aria-hidden="true" focusable="false">
      <g stroke="#D9B25F" fill="none">
        <path d="M6 12H40M80 12H114" />
        <path d="M46 12l4-4 4 4-4 4zM66 12l4-4 4 4-4 4z" strokeWidth=".9" />
      </g>
      <g transform="translate(60 12)">
        <path d={scallop(8, 4.6, 11.5)} fill="#E3B964" />
        <circle r="2.6" fill="#141235" />
      </g>
      <circle cx="2.5" cy="12" r="1.6" fill="#E3B964" />
      <circle cx="117.5" cy="12" r="1.6" fill="#E3B964" />
    </svg>
  );
}
