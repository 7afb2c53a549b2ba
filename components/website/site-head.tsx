import type { ReactElement } from "react";
import type { SitePage } from "@/lib/website/types";

const DESCRIPTION = 80;

/** Cut at a word, so that a chat shows it whole. */
const brief = (text: string): string => {
  if (text.length <= DESCRIPTION) return text;
  const cut = text.slice(0, DESCRIPTION - 1).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), DESCRIPTION / 2)).trimEnd()}…`;
};

/** What a chat shows of the page: who, when, one picture; the address without anything added. */
export function SiteHead({ page, title }: { page: SitePage; title: string }): ReactElement {
  const description = brief([page.days, page.hosts].filter(Boolean).join(" · "));
  const { preview, address } = page;
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:locale" content={page.language === "en" ? "en_IN" : `${page.language}_IN`} />
      {address ? <meta property="og:url" content={address} /> : null}
      {address && page.kind === "public" ? <link rel="canonical" href={address} /> : null}
      {preview
        ? [preview.wide, preview.square].map((picture) => [
            <meta key={`${picture.url} u`} property="og:image" content={picture.url} />,
            <meta key={`${picture.url} t`} property="og:image:type" content="image/jpeg" />,
            <meta key={`${picture.url} w`} property="og:image:width" content={String(picture.width)} />,
            <meta key={`${picture.url} h`} property="og:image:height" content={String(picture.height)} />,
            <meta key={`${picture.url} a`} property="og:image:alt" content={picture.alt} />,
          ])
        : null}
      {preview ? <meta name="twitter:card" content="summary_large_image" /> : null}
    </>
  );
}

/** For searches: the functions that anybody can read on this page, and no more. */
export function SiteFacts({ page }: { page: SitePage }): ReactElement | null {
  const dated = page.functions.filter((one) => one.startsAt);
  if (page.kind !== "public" || dated.length === 0) return null;
  const facts = dated.map((one) => ({
    "@context": "https://schema.org",
    "@type": "SocialEvent",
    name: one.name,
    startDate: one.startsAt,
    eventStatus: `https://schema.org/${one.cancelled ? "EventCancelled" : "EventScheduled"}`,
    ...(page.address ? { url: page.address } : {}),
    ...(one.venue || one.address
      ? {
          location: {
            "@type": "Place",
            ...(one.venue ? { name: one.venue } : {}),
            ...(one.address ? { address: one.address } : {}),
          },
        }
      : {}),
  }));
  const text = JSON.stringify(facts).replace(/</g, "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: data, not a script; every < in it is escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
