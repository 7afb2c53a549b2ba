import type { ReactElement, ReactNode } from "react";
import { GuestShell } from "@/components/website/guest-shell";
import { LanguageMenu } from "@/components/website/language-menu";
import { Crown, Mark } from "@/components/website/look-marks";
import { FORMS } from "@/components/website/styles/forms";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import type { PageLanguage } from "@/lib/rsvp/rules/page-words";
import type { SiteFace } from "@/lib/website/types";

/** The address of a step of a household's page in a language. */
export const guestHref = (token: string, language: string, step: "" | "/more" = ""): string =>
  `/g/${encodeURIComponent(token)}${step}?${step === "" ? "answer&" : ""}lang=${language}`;

export interface HouseholdShellProps {
  token: string;
  /** The wedding's look and names; null while it has no website. */
  site: SiteFace | null;
  language: PageLanguage;
  title: string;
  /** Everything on the page that is written in any language, for its fonts. */
  written: unknown;
  step?: "" | "/more";
  /** What marks our own script as ours. */
  nonce: string | undefined;
  children: ReactNode;
}

const EVERY = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

/** A household's own document: in the wedding's look, kept by nobody, complete without its script. */
export function HouseholdShell(props: HouseholdShellProps): ReactElement {
  const { token, site, language, title, written, step = "", nonce, children } = props;
  const { code, words } = language;
  const look = site?.look ?? "motia";
  const languages = [...new Set([...(site?.languages ?? EVERY), code])];
  return (
    <GuestShell
      look={look}
      language={code}
      title={title}
      written={JSON.stringify([written, site])}
      index={false}
      sheet={FORMS}
      script="/guest.js"
      {...(nonce ? { nonce } : {})}
    >
      <LanguageMenu
        language={code}
        languages={languages}
        label={words.chooseLanguage}
        href={(one) => guestHref(token, one, step)}
      />
      <Crown look={look} />
      <main id="main" className="page" lang={code}>
        {children}
      </main>
      <footer>
        <Mark look={look} />
      </footer>
    </GuestShell>
  );
}

/** A page that answers a form says first what came of it: its title is what is read out when it opens. */
export const titleAfter = (said: readonly { words: string }[], title: string): string =>
  [...said.map(({ words }) => words.split(/[.।۔:]/)[0]), title].join(" · ");

/** What came of the last thing that was sent. */
export function Said({ words, good, to }: { words: string; good: boolean; to?: string }) {
  return (
    <p role={good ? "status" : "alert"} className={good ? "said good" : "said bad"}>
      {to ? <a href={to}>{words}</a> : words}
    </p>
  );
}
