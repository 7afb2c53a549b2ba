import { ChevronRight } from "lucide-react";
import { Link } from "@/components/ui/link";

export type Place = { href: string; title: string; sentence: string };

/** Where the rest is set: one line for each place, so that nobody has to know the map. */
export function Elsewhere({ places }: { places: readonly Place[] }) {
  return (
    <section aria-labelledby="elsewhere" className="mt-8">
      <h2 id="elsewhere" className="mb-3 font-semibold text-lg">
        Set elsewhere
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              className="flex min-h-14 items-center gap-4 px-4 py-3 text-ink no-underline hover:bg-sunken/50 focus-visible:-outline-offset-2 sm:px-6"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{place.title}</span>
                <span className="block text-muted text-sm">{place.sentence}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted rtl:rotate-180" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
