import { Ago } from "@/components/reports/ago";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PublishBar, type Standing } from "@/components/website-desk/publish-bar";
import type { PublishedVersion } from "@/lib/website/queries";
import { LOOK_NAMES, languageName, SECTION_NAMES } from "@/lib/website/rules/draft-words";
import type { SiteContent } from "@/lib/website/types";

export type DeskReadingProps = {
  weddingId: string;
  zone: string;
  address: string;
  standing: (Standing & { content: SiteContent }) | null;
  versions: readonly PublishedVersion[];
  publicFunctions: number;
};

/** The website for those who may look and not change: what guests see, and since when. */
export function DeskReading({
  weddingId,
  zone,
  address,
  standing,
  versions,
  publicFunctions,
}: DeskReadingProps) {
  return (
    <div className="grid max-w-3xl gap-6">
      <PublishBar
        weddingId={weddingId}
        zone={zone}
        address={address}
        standing={standing ? { number: standing.number, at: standing.at, who: standing.who } : null}
        changes={[]}
        publicFunctions={publicFunctions}
      />
      {standing ? (
        <Card aria-labelledby="desk-shown">
          <CardHeader id="desk-shown" title="What is on it" sentence="Owner and admins can change it." />
          <CardBody>
            <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[8rem_1fr]">
              <dt className="text-muted">Look</dt>
              <dd>{LOOK_NAMES[standing.content.look]}</dd>
              <dt className="text-muted">Languages</dt>
              <dd>{standing.content.languages.map(languageName).join(", ")}</dd>
              <dt className="text-muted">Sections</dt>
              <dd>
                {standing.content.sections
                  .filter(({ hidden }) => !hidden)
                  .map(({ kind }) => SECTION_NAMES[kind])
                  .join(", ")}
              </dd>
            </dl>
          </CardBody>
        </Card>
      ) : null}
      {versions.length > 0 ? (
        <Card aria-labelledby="desk-versions">
          <CardHeader id="desk-versions" title="Published before" />
          <CardBody>
            <ol className="grid gap-2">
              {versions.slice(0, 10).map((one) => (
                <li key={one.number}>
                  Version {one.number}, <Ago at={one.publishedAt} zone={zone} />
                  {one.who ? ` by ${one.who}` : null}
                </li>
              ))}
            </ol>
          </CardBody>
        </Card>
      ) : null}
    </div>
  );
}
