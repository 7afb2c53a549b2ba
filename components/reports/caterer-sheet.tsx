import { formatInZone, zoneName } from "@/components/shared/format-time";
import type { EventNumbers } from "@/lib/reports/queries";

const number = (n: number) => n.toLocaleString("en-IN");

type Row = { label: string; n: number; strong?: boolean; help?: string };

/** What whoever cooks needs of a function, on one sheet of paper: persons and what they eat, no names and no numbers to call. */
export function CatererSheet(props: { numbers: EventNumbers; asOf: string | null; zone: string }) {
  const { numbers, asOf, zone } = props;
  const coming = numbers.adults + numbers.children;
  const people: Row[] = [
    { label: "Coming", n: coming, strong: true },
    { label: "Adults", n: numbers.adults },
    {
      label: "Children",
      n: numbers.children,
      ...(numbers.infants > 0
        ? {
            help: `${number(numbers.infants)} of them ${numbers.infants === 1 ? "is an infant" : "are infants"}`,
          }
        : {}),
    },
  ];
  const open: Row[] = [
    { label: "Waiting for a place", n: numbers.waiting, help: "Persons; not among those who are coming." },
    { label: "Families not sure yet", n: numbers.maybe },
    { label: "Families that have not replied", n: numbers.pending },
  ].filter((row) => row.n > 0);
  return (
    <div className="grid max-w-2xl gap-8">
      {numbers.cancelled ? (
        <p className="rounded-md border border-rose bg-rose-soft px-4 py-3">
          This function is cancelled: nothing is to be cooked for it. These are the answers as they stood.
        </p>
      ) : null}
      <Rows title="How many" rows={people} />
      <Rows
        title="What they eat"
        rows={numbers.diets.map((one) => ({
          label: one.diet === "not told" ? "Nobody told us" : one.diet,
          n: one.persons,
        }))}
        empty="Nobody is coming yet."
      />
      {open.length > 0 ? <Rows title="What may still change" rows={open} /> : null}
      {asOf ? (
        <p className="text-muted text-sm">
          Counted {formatInZone(asOf, zone, "full")} {zoneName(asOf, zone)}. A later sheet replaces this one.
        </p>
      ) : null}
    </div>
  );
}

function Rows({ title, rows, empty }: { title: string; rows: readonly Row[]; empty?: string }) {
  return (
    <section data-print="keep">
      <h2 className="mb-2 font-semibold text-lg">{title}</h2>
      {rows.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <dl className="divide-y divide-line border-line border-y">
          {rows.map((row) => (
            <div key={row.label} className="flex items-baseline justify-between gap-4 py-2">
              <dt className={row.strong ? "font-semibold" : undefined}>
                {row.label}
                {row.help ? <span className="block text-muted text-sm">{row.help}</span> : null}
              </dt>
              <dd className={row.strong ? "tabular font-semibold text-lg" : "tabular"}>{number(row.n)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
