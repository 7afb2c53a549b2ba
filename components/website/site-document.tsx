import type { ReactElement } from "react";
import { GuestShell } from "@/components/website/guest-shell";
import type { GuestLanguage } from "@/lib/kernel/languages";
import type { SitePage } from "@/lib/website/types";

export interface SiteDocumentProps {
  page: SitePage;
  /** Where this page is in another language; by default the same address with `?lang=`. */
  languageHref?: (language: GuestLanguage) => string;
}

/** The whole document of one cached page. It holds what `page` holds and nothing else. */
export function SiteDocument({ page }: SiteDocumentProps): ReactElement {
  const names = [page.couple.first?.text, page.couple.second?.text].filter(Boolean).join(" & ");
  return (
    <GuestShell look={page.look} language={page.language} title={names || page.wedding} index={page.kind === "public"}>
      <h1>{names || page.wedding}</h1>
      {page.days ? <p>{page.days}</p> : null}
      <ul>
        {page.functions.map((one) => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ul>
      {page.kind === "household" ? (
        <form method="post" action="">
          <input type="hidden" name="lang" value={page.language} />
          <button type="submit" name="everything" value="yes">
            All of us, to everything
          </button>
          <a href="?answer">Answer one by one</a>
        </form>
      ) : null}
    </GuestShell>
  );
}
