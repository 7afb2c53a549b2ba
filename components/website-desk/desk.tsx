"use client";

import { useMemo, useState } from "react";
import type { WordedFunction } from "@/components/events/words-draft";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { tabListLook, tabLook } from "@/components/ui/tabs-look";
import { AddressCard } from "@/components/website-desk/address-card";
import { ContactsCard } from "@/components/website-desk/contacts-card";
import { DeskContext, type ShownPhoto } from "@/components/website-desk/desk-context";
import { DraftConflict } from "@/components/website-desk/draft-conflict";
import { FamiliesCard } from "@/components/website-desk/families-card";
import { FunctionsCard } from "@/components/website-desk/functions-card";
import { GiftsCard } from "@/components/website-desk/gifts-card";
import { LanguageBar, MissingWords } from "@/components/website-desk/language-bar";
import { LookCard } from "@/components/website-desk/look-card";
import { NamesCard } from "@/components/website-desk/names-card";
import { Preview } from "@/components/website-desk/preview";
import { PublishBar, type Standing } from "@/components/website-desk/publish-bar";
import { SaveState } from "@/components/website-desk/save-state";
import { SectionsCard } from "@/components/website-desk/sections-card";
import { StayCard } from "@/components/website-desk/stay-card";
import { useSiteDraft } from "@/components/website-desk/use-site-draft";
import { VersionList } from "@/components/website-desk/version-list";
import { cn } from "@/lib/kernel/class-names";
import type { PublishedVersion } from "@/lib/website/queries";
import { contentDifferences } from "@/lib/website/rules/draft-words";
import type { SiteContent } from "@/lib/website/types";

export type WebsiteDeskProps = {
  weddingId: string;
  zone: string;
  homeCountry: string;
  hosts: string;
  site: { slug: string; earlierSlugs: readonly string[]; draft: SiteContent; version: number };
  /** What guests see now. */
  standing: (Standing & { content: SiteContent }) | null;
  versions: readonly PublishedVersion[];
  /** "https://example.com/w/" */
  base: string;
  functions: readonly WordedFunction[];
  publicFunctions: number;
  /** The draft's photo, where it has one. */
  photo: ({ id: string } & ShownPhoto) | null;
  /** Photos were uploaded, whether or not they are shown. */
  hasShelf: boolean;
};

type Half = "write" | "see";

/** The whole website as the family makes it: what is published, the words, and what guests will see beside them. */
export function WebsiteDesk(props: WebsiteDeskProps) {
  const { weddingId, site, standing } = props;
  const server = useMemo(() => ({ content: site.draft, version: site.version }), [site.draft, site.version]);
  const draft = useSiteDraft(weddingId, server);
  const [wanted, setLanguage] = useState(site.draft.languages[0] ?? "en");
  const [half, setHalf] = useState<Half>("write");
  const [uploaded, setUploaded] = useState<Record<string, ShownPhoto>>({});
  const { change, keeper } = draft;
  const { content, saving } = keeper;
  const language = content.languages.includes(wanted) ? wanted : (content.languages[0] ?? "en");
  const photos = props.photo ? { [props.photo.id]: props.photo, ...uploaded } : uploaded;
  const changes = useMemo(
    () => (standing ? contentDifferences(standing.content, content) : []),
    [standing, content],
  );
  const edit = { flush: draft.flush, version: draft.version, moved: draft.moved };
  const desk = {
    weddingId,
    homeCountry: props.homeCountry,
    hosts: props.hosts,
    content,
    functions: props.functions,
    change,
    language,
    photos,
    addPhoto: (id: string, shown: ShownPhoto) => setUploaded((now) => ({ ...now, [id]: shown })),
    hasShelf: props.hasShelf || Object.keys(uploaded).length > 0,
    flush: draft.flush,
  };
  return (
    <DeskContext value={desk}>
      <Halves half={half} onChoose={setHalf} />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div className={cn("grid min-w-0 grid-cols-1 gap-6", half === "see" && "max-lg:hidden")}>
          <PublishBar
            weddingId={weddingId}
            zone={props.zone}
            address={props.base + site.slug}
            standing={standing}
            changes={changes}
            publicFunctions={props.publicFunctions}
            edit={edit}
          />
          <LanguageBar onChoose={setLanguage}>
            <SaveState saving={saving} onRetry={() => void draft.flush()} />
          </LanguageBar>
          {saving.state === "stale" ? (
            <DraftConflict
              differences={contentDifferences(server.content, content)}
              onKeepMine={() => keeper.insist(server)}
              onTakeTheirs={() => keeper.take(server)}
            />
          ) : null}
          <MissingWords />
          <NamesCard />
          <LookCard />
          <FunctionsCard />
          <FamiliesCard />
          <StayCard />
          <ContactsCard />
          <GiftsCard />
          <SectionsCard />
          <AddressCard
            weddingId={weddingId}
            slug={site.slug}
            earlierSlugs={site.earlierSlugs}
            base={props.base}
            {...edit}
          />
          {props.versions.length > 0 ? (
            <Card aria-labelledby="desk-versions">
              <CardHeader
                id="desk-versions"
                title="Published before"
                sentence="Every version is kept, word for word."
              />
              <CardBody>
                <VersionList
                  weddingId={weddingId}
                  zone={props.zone}
                  language={language}
                  versions={props.versions}
                  edit={edit}
                />
              </CardBody>
            </Card>
          ) : null}
        </div>
        <section
          aria-labelledby="desk-preview"
          className={cn("min-w-0 lg:sticky lg:top-20", half === "write" && "max-lg:hidden")}
        >
          <h2 id="desk-preview" className="mb-3 font-semibold text-lg max-lg:sr-only">
            What guests will see
          </h2>
          <Preview
            weddingId={weddingId}
            languages={content.languages}
            language={language}
            edition={site.version}
          />
        </section>
      </div>
    </DeskContext>
  );
}

/** On a phone there is room for one half at a time. */
function Halves({ half, onChoose }: { half: Half; onChoose: (half: Half) => void }) {
  const tab = (which: Half, label: string) => (
    <button
      type="button"
      aria-pressed={half === which}
      onClick={() => onChoose(which)}
      className={cn(tabLook, half === which && "border-accent text-ink")}
    >
      {label}
    </button>
  );
  return (
    <fieldset aria-label="Which half is shown" className={cn(tabListLook, "mb-6 lg:hidden")}>
      {tab("write", "Write")}
      {tab("see", "What guests will see")}
    </fieldset>
  );
}
