import { shortDay } from "@/components/shared/format-time";
import type { SeriesDay } from "@/lib/reports/queries/series";
import { dayPoints, eveOf, pathOf, topOf } from "@/lib/reports/rules/chart";

const FRAME = { width: 640, height: 200 };
const number = (n: number) => n.toLocaleString("en-IN");

export type OverTimeProps = {
  /** What it is about: "All functions", "Sangeet". */
  about: string;
  series: readonly SeriesDay[];
  /** Today where the wedding is, YYYY-MM-DD. */
  today: string;
};

/** How the answers came in: persons coming and families that have replied, at the end of each day; the same as a table below. */
export function OverTime({ about, series, today }: OverTimeProps) {
  if (series.length === 0) return <p className="text-muted">No answer has come yet.</p>;
  const last = series.at(-1)!;
  const top = topOf(Math.max(...series.flatMap((one) => [one.persons, one.families])));
  const line = (pick: (one: SeriesDay) => number) =>
    pathOf(
      dayPoints(
        series.map((one) => ({ day: one.day, n: pick(one) })),
        today,
        { ...FRAME, top },
      ),
    );
  const said = `${about}: ${number(last.persons)} persons coming and ${number(last.families)} families that have replied, from ${shortDay(series[0]!.day)} to ${shortDay(today)}`;
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{said}</figcaption>
      <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <li className="flex items-center gap-2">
          <Stroke className="text-leaf" />
          <span>
            <span className="tabular font-semibold">{number(last.persons)}</span> persons coming
          </span>
        </li>
        <li className="flex items-center gap-2">
          <Stroke className="text-slate" dashed />
          <span>
            <span className="tabular font-semibold">{number(last.families)}</span> families have replied
          </span>
        </li>
      </ul>
      <div className="flex gap-2">
        <div
          aria-hidden="true"
          className="tabular flex shrink-0 flex-col justify-between py-0 text-end text-muted text-sm"
        >
          {(top % 2 === 0 ? [top, top / 2, 0] : [top, 0]).map((n) => (
            <span key={n} className="leading-none">
              {number(n)}
            </span>
          ))}
        </div>
        <svg
          viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={said}
          className="keep-colour h-40 w-full min-w-0 overflow-visible sm:h-52"
        >
          {[0, 0.5, 1].map((share) => (
            <line
              key={share}
              x1={0}
              x2={FRAME.width}
              y1={FRAME.height * share}
              y2={FRAME.height * share}
              className="stroke-line"
              strokeWidth={1}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <path
            d={line((one) => one.families)}
            fill="none"
            className="stroke-slate"
            strokeWidth={2}
            strokeDasharray="6 4"
            vectorEffect="non-scaling-stroke"
          />
          <path
            d={line((one) => one.persons)}
            fill="none"
            className="stroke-leaf"
            strokeWidth={2.5}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </div>
      <p aria-hidden="true" className="tabular mt-1.5 flex justify-between text-muted text-sm">
        <span>{shortDay(eveOf(series[0]!.day))}</span>
        <span>{shortDay(today)}</span>
      </p>
      <details className="mt-2 text-sm">
        <summary className="hit-area cursor-pointer text-muted underline underline-offset-4">
          The same as a table
        </summary>
        <div className="mt-2 max-h-80 overflow-auto">
          <table className="tabular w-full text-start">
            <caption className="sr-only">{said}</caption>
            <thead>
              <tr className="border-line border-b">
                {["Day", "Answers", "Persons coming", "Families replied"].map((head, place) => (
                  <th
                    key={head}
                    scope="col"
                    className={place === 0 ? "py-1.5 text-start" : "py-1.5 text-end"}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {series.map((one) => (
                <tr key={one.day} className="border-line border-b">
                  <th scope="row" className="py-1.5 text-start font-normal">
                    {shortDay(one.day)}
                  </th>
                  <td className="py-1.5 text-end">{number(one.answers)}</td>
                  <td className="py-1.5 text-end">{number(one.persons)}</td>
                  <td className="py-1.5 text-end">{number(one.families)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function Stroke({ className, dashed }: { className: string; dashed?: boolean }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 4" className={`h-1 w-6 shrink-0 ${className}`}>
      <line
        x1={0}
        x2={24}
        y1={2}
        y2={2}
        stroke="currentColor"
        strokeWidth={3}
        {...(dashed ? { strokeDasharray: "6 4" } : {})}
      />
    </svg>
  );
}
