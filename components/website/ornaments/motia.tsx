import type { ReactElement } from "react";
import { leaf, petal, short } from "./shapes";

/** Jasmine: five round petals with a line down each, a bud, a leaf. */
function Parts() {
  return (
    <defs>
      <symbol id="jf" viewBox="-12 -12 24 24" overflow="visible">
        {[0, 72, 144, 216, 288].map((turn) => (
          <path key={turn} d={petal(10.5, 5)} className="jp" transform={`rotate(${turn - 90})`} />
        ))}
        <circle r="1.5" className="js" />
      </symbol>
      <symbol id="jb" viewBox="0 -4 12 8" overflow="visible">
        <path d={petal(11, 3.6)} className="jp" />
        <path d="M0 0L3.4 0" className="jl" strokeWidth="1.6" />
      </symbol>
      <symbol id="jl" viewBox="0 -6 24 12" overflow="visible">
        <path d={leaf(24, 8)} className="jg" />
        <path d="M0 0H20" className="jl" />
      </symbol>
    </defs>
  );
}

const set = (id: string, x: number, y: number, width: number, height: number, turn = 0) => (
  <use
    key={`${id}${x}.${y}.${turn}`}
    href={`#${id}`}
    width={width}
    height={height}
    x={id === "jf" ? short(-width / 2) : 0}
    y={short(-height / 2)}
    transform={`translate(${x} ${y}) rotate(${turn})`}
  />
);

/** One half of the spray; the other is its mirror. */
function Branch() {
  return (
    <>
      <path d="M0 30C30 34 62 26 92 8" className="jl" fill="none" strokeWidth="1" />
      {set("jl", 22, 32, 22, 11, -38)}
      {set("jl", 34, 31, 22, 11, 34)}
      {set("jl", 52, 26, 22, 11, -58)}
      {set("jl", 62, 23, 20, 10, 16)}
      {set("jb", 78, 16, 13, 8.6, -62)}
      {set("jb", 84, 12, 12, 8, 4)}
      {set("jb", 92, 8, 12, 8, -32)}
      {set("jf", 44, 25, 17, 17, 20)}
    </>
  );
}

/** A spray of jasmine over the names. */
export function MotiaSpray(): ReactElement {
  return (
    <svg className="spray" viewBox="0 0 220 52" width="220" height="52" aria-hidden="true" focusable="false">
      <Parts />
      <g transform="translate(110 4)">
        <Branch />
        <g transform="scale(-1 1)">
          <Branch />
        </g>
        {set("jf", -14, 31, 19, 19, 12)}
        {set("jf", 14, 31, 19, 19, -12)}
        {set("jf", 0, 25, 27, 27)}
      </g>
    </svg>
  );
}

/** One flower on a hairline, under a heading. */
export function MotiaMark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 120 24" width="120" height="24" aria-hidden="true" focusable="false">
      <path d="M0 12H44M76 12H120" className="jl" strokeWidth="1" />
      {set("jl", 54, 13, 15, 8, 172)}
      {set("jl", 66, 13, 15, 8, 8)}
      {set("jf", 60, 12, 20, 20)}
    </svg>
  );
}
