import type { ReactElement } from "react";
import { leaf, scallop, short, swag } from "./shapes";

const TILE = 140;
const TOP = 10;
const SAG = 44;
const FLOWERS = 15;

/** A marigold from above: three rings of petals. */
function Marigold({ id, colors }: { id: string; colors: [string, string, string, string] }) {
  return (
    <symbol id={id} viewBox="-12 -12 24 24" overflow="visible">
      <path d={scallop(14, 9, 13.6)} fill={colors[0]} />
      <path d={scallop(11, 6.4, 10)} fill={colors[1]} />
      <path d={scallop(8, 3.6, 6.8)} fill={colors[2]} />
      <circle r="2.2" fill={colors[3]} />
    </symbol>
  );
}

function Flowers() {
  return (
    <>
      <Marigold id="ma" colors={["#C2410C", "#E8640E", "#F58A1F", "#B93C07"]} />
      <Marigold id="mb" colors={["#E08A00", "#F6AE1E", "#FFCB4D", "#D98200"]} />
      <symbol id="ml" viewBox="0 -6 30 12" overflow="visible">
        <path d={leaf(30, 11)} fill="#4C7A2B" />
        <path d="M2 0H26" stroke="#7FA653" strokeWidth=".9" />
      </symbol>
    </>
  );
}

const bloom = (id: "ma" | "mb", x: number, y: number, size: number) => (
  <use
    key={`${id}${short(x)}-${short(y)}`}
    href={`#${id}`}
    x={short(x - size / 2)}
    y={short(y - size / 2)}
    width={short(size)}
    height={short(size)}
  />
);

/** What hangs where two swags meet: leaves, a string of flowers, a bud. */
function Tassel({ x }: { x: number }) {
  return (
    <g>
      {[62, 90, 118].map((turn) => (
        <use
          key={turn}
          href="#ml"
          width="26"
          height="10"
          y="-5"
          transform={`translate(${short(x)} ${TOP + 4}) rotate(${turn})`}
        />
      ))}
      {[0, 1, 2, 3].map((n) => bloom(n % 2 ? "mb" : "ma", x, TOP + 10 + n * 11.5, 15 - n))}
      <path d={`M${short(x - 3.4)} ${TOP + 51}h6.8l-3.4 9z`} fill="#B93C07" />
    </g>
  );
}

/** Over the whole width, in swags that repeat; one hangs over the middle of the page. */
export function GendaToran(): ReactElement {
  const along = swag(TILE, TOP, SAG, FLOWERS);
  const edge = { x: TILE, y: TOP };
  return (
    <svg className="toran" width="100%" height="78" aria-hidden="true" focusable="false">
      <defs>
        <Flowers />
        <pattern
          id="mt"
          x="50%"
          width={TILE}
          height="78"
          patternUnits="userSpaceOnUse"
          patternTransform={`translate(${-TILE / 2})`}
        >
          {[0, TILE].map((x) => (
            <Tassel key={x} x={x} />
          ))}
          {[...along, edge].map(({ x, y }, n) =>
            bloom(n % 3 === 1 ? "mb" : "ma", x, y, n % 3 === 1 ? 15 : 17),
          )}
        </pattern>
      </defs>
      <rect width="100%" height="78" fill="url(#mt)" />
    </svg>
  );
}

/** A flower between two leaves, under a heading. */
export function GendaMark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 120 24" width="120" height="24" aria-hidden="true" focusable="false">
      <path d="M4 12H38M82 12H116" stroke="currentColor" strokeWidth="1" opacity=".5" />
      <use href="#ml" width="22" height="9" y="-4.5" transform="translate(56 12) rotate(168)" />
      <use href="#ml" width="22" height="9" y="-4.5" transform="translate(64 12) rotate(12)" />
      {bloom("mb", 45, 13, 8)}
      {bloom("mb", 75, 13, 8)}
      {bloom("ma", 60, 12, 18)}
    </svg>
  );
}

/** A quarter of a rangoli, drawn faintly behind the names. */
export function GendaGround(): ReactElement {
  return (
    <svg
      className="ground"
      viewBox="-206 -206 412 412"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <g fill="none" stroke="currentColor" strokeWidth="1.2">
        <path d={scallop(24, 176, 204)} />
        <path d={scallop(24, 160, 182)} />
        <path d={scallop(16, 116, 158)} />
        <path d={scallop(16, 96, 128)} />
        <path d={scallop(12, 56, 100)} />
        <circle r="186" strokeDasharray="1 9" strokeLinecap="round" strokeWidth="3" />
        <circle r="136" strokeDasharray="1 8" strokeLinecap="round" strokeWidth="2.4" />
      </g>
    </svg>
  );
}
