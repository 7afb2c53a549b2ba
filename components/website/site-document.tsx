import type { ReactElement } from "react";
import { GuestShell } from "@/components/website/guest-shell";
import { LanguageMenu } from "@/components/website/language-menu";
import { Mark } from "@/components/website/look-marks";
import { coupleOf, SiteCover } from "@/components/website/site-cover";
import { SiteFacts, SiteHead } from "@/components/website/site-head";
import { SiteSections } from "@/components/website/site-sections";
import type { GuestLanguage } from "@/lib/kernel/languages";
import { pageLanguage } from "@/lib/rsvp/rules/page-words";
import { changedAt } from "@/lib/website/rules/site-time";
import { siteWords } from "@/lib/website/rules/site-words";
import type { SitePage } from "@/lib/website/types";

export interface SiteDocumentProps {
  page: SitePage;
  /** Where this page is in another language; by default the same address with `?lang=`. */
  languageHref?: (language: GuestLanguage) => string;
}

const sameAddress = (language: GuestLanguage): string => `?lang=${language}`;

/** The whole document of one cached page. It holds what `page` holds and nothing else. */
export function SiteDocument({ page, languageHref = sameAddress }: SiteDocumentProps): ReactElement {
  const { words } = pageLanguage(page.language);
  const site = siteWords(page.language);
  const couple = coupleOf(page);
  const title = couple ? `${couple.first.text} ${site.and} ${couple.second.text}` : page.wedding;
  const zone = page.functions[0]?.zone ?? "Asia/Kolkata";
  return (
    <GuestShell
      look={page.look}
      language={page.language}
      title={title}
      written={JSON.stringify(page)}
      index={page.kind === "public"}
      {...(page.kind === "household" ? { script: "/household.js" } : {})}
      head={<SiteHead page={page} title={title} />}
    >
      <LanguageMenu
        language={page.language}
        languages={page.languages}
        label={words.chooseLanguage}
        href={languageHref}
      />
      <main id="main">
        <SiteCover page={page} words={words} site={site} />
        <SiteSections page={page} words={words} site={site} />
      </main>
      <footer>
        <Mark look={page.look} />
        <p>{page.kind === "household" ? words.privacy(page.hosts) : site.ownLink}</p>
        {page.kind === "public" && page.address ? (
          <p>
            <a className="text-link" href={`${new URL(page.address).pathname}/real?lang=${page.language}`}>
              {site.real}
            </a>
          </p>
        ) : null}
        <p>
          <time dateTime={page.updatedAt}>{site.updated(changedAt(page.updatedAt, zone, words.locale))}</time>
        </p>
      </footer>
      <SiteFacts page={page} />
    </GuestShell>
  );
}
