import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Preview } from "@/components/website-desk/preview";
import { PublishBar, type Standing } from "@/components/website-desk/publish-bar";
import { VersionList } from "@/components/website-desk/version-list";
import type { PublishedVersion } from "@/lib/website/queries";
import { contentDifferences, LOOK_NAMES, languageName, SECTION_NAMES } from "@/lib/website/rules/draft-words";
import type { SiteContent } from "@/lib/website/types";

export type DeskReadingProps = {
  weddingId: string;
  zone: string;
  address: string;
  /** What is written and perhaps not published; its version. */
  draft: SiteContent;
  edition: number;
  standing: (Standing & { content: SiteContent }) | null;
  versions: readonly PublishedVersion[];
  publicFunctions: number;
};

/** The website for those who may look and not change: what guests see, since when, and what is written beside it. */
export function DeskReading({
  weddingId,
  zone,
  address,
  draft,
  edition,
  standing,
  versions,
  publicFunctions,
}: DeskReadingProps) {
  const language = draft.languages[0] ?? "en";
  // What differs, and not what it says: numbers to call are not for every reader.
  const changes = (standing ? contentDifferences(standing.content, draft) : []).map(({ what }) => ({
    what,
    before: "",
    after: "",
  }));
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24.5rem]">
      <div className="grid min-w-0 gap-6">
        <PublishBar
          weddingId={weddingId}
          zone={zone}
          address={address}
          standing={standing ? { number: standing.number, at: standing.at, who: standing.who } : null}
          changes={changes}
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
              <VersionList weddingId={weddingId} zone={zone} language={language} versions={versions} />
            </CardBody>
          </Card>
        ) : null}
      </div>
      <section aria-labelledby="desk-preview" className="min-w-0 lg:sticky lg:top-20">
        <h2 id="desk-preview" className="mb-3 font-semibold text-lg">
          {changes.length > 0 ? "As it is written now" : "What guests see"}
        </h2>
        <Preview weddingId={weddingId} languages={draft.languages} language={language} edition={edition} />
      </section>
    </div>
  );
}
