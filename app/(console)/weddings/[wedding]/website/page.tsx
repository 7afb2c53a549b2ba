import type { Metadata } from "next";
import { EmptyState } from "@/components/shared/empty-state";
import { PageHeader } from "@/components/shared/page-header";
import { WebsiteDesk } from "@/components/website-desk/desk";
import { DeskReading } from "@/components/website-desk/desk-reading";
import { MakeSite } from "@/components/website-desk/make-site";
import { loadDesk } from "@/lib/website/loaders/desk";

export const metadata: Metadata = { title: "Website" };

type Props = { params: Promise<{ wedding: string }> };

export default async function WebsitePage({ params }: Props) {
  const { wedding: weddingId } = await params;
  const { site, wedding, mayEdit, base, ...facts } = await loadDesk(weddingId);
  if (!site)
    return (
      <>
        <PageHeader title="Website" sentence="None yet." />
        <EmptyState
          title="One page for everybody you invite"
          sentence={
            mayEdit
              ? "It begins with what is known already: who invites, and the functions. You add words and a photo, look at it as guests will, and publish when it is right."
              : "Owner and admins can make it. Once it is published, you find it here."
          }
          action={
            mayEdit ? <MakeSite weddingId={weddingId} suggested={facts.suggestedSlug} base={base} /> : null
          }
          sample={
            <ul className="grid gap-2">
              <li>{wedding.name}, with the days and places of their functions</li>
              <li>How to get there, where to stay, whom to call</li>
              <li>{base.replace(/^https?:\/\//, "")}anjali-rohan</li>
            </ul>
          }
        />
      </>
    );
  return (
    <>
      <PageHeader
        title="Website"
        sentence={
          site.standing
            ? "What guests read under its address and, with their own functions, on their own link."
            : "Not published yet: only your team sees it."
        }
      />
      {mayEdit ? (
        <WebsiteDesk
          weddingId={weddingId}
          zone={wedding.zone}
          homeCountry={wedding.homeCountry}
          hosts={wedding.hosts}
          site={{
            slug: site.slug,
            earlierSlugs: site.earlierSlugs,
            draft: site.draft,
            version: site.version,
          }}
          standing={site.standing}
          versions={site.versions}
          base={base}
          functions={facts.functions}
          publicFunctions={facts.publicFunctions}
          photo={site.photo}
          hasShelf={site.hasPhotos}
        />
      ) : (
        <DeskReading
          weddingId={weddingId}
          zone={wedding.zone}
          address={base + site.slug}
          draft={site.draft}
          edition={site.version}
          standing={site.standing}
          versions={site.versions}
          publicFunctions={facts.publicFunctions}
        />
      )}
    </>
  );
}
