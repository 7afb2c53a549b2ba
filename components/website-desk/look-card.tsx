"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useDesk } from "@/components/website-desk/desk-context";
import { LOOK_NAMES } from "@/lib/website/rules/draft-words";
import { LOOKS, type Look } from "@/lib/website/types";

const ABOUT: Record<Look, string> = {
  genda: "Marigold garlands, festive.",
  motia: "Ivory and letterpress, quiet.",
  raat: "Deep night and gold.",
};

/** The three looks as they are, each a picture of a real page. */
export function LookCard() {
  const { content, change } = useDesk();
  return (
    <Card aria-labelledby="desk-look">
      <CardHeader id="desk-look" title="Look" />
      <CardBody>
        <fieldset>
          <legend className="sr-only">Look of the website</legend>
          <div className="grid grid-cols-3 gap-2 sm:gap-4">
            {LOOKS.map((look) => (
              <label
                key={look}
                className="grid min-w-0 cursor-pointer content-start gap-2 rounded-md border-2 border-line bg-surface p-1.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 sm:p-2"
              >
                {/* biome-ignore lint/performance/noImgElement: a picture of 20 kB, already in its size */}
                <img
                  src={`/looks/${look}.webp`}
                  alt=""
                  width={360}
                  height={520}
                  className="aspect-9/13 w-full rounded-sm border border-line object-cover object-top"
                />
                <span className="flex min-h-11 items-start gap-2 px-1">
                  <input
                    type="radio"
                    name="look"
                    value={look}
                    checked={content.look === look}
                    onChange={() => change((now) => ({ ...now, look }))}
                    className="mt-0.5 size-5 shrink-0 appearance-none rounded-full border-2 border-line-strong bg-surface checked:border-[6px] checked:border-accent"
                  />
                  <span className="min-w-0">
                    <span className="block font-medium">{LOOK_NAMES[look]}</span>
                    <span className="hidden text-muted text-sm sm:block">{ABOUT[look]}</span>
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      </CardBody>
    </Card>
  );
}
