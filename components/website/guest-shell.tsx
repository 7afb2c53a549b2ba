import type { ReactElement, ReactNode } from "react";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { fontFaces } from "@/lib/website/rules/guest-fonts";
import type { Look } from "@/lib/website/types";
import { BAR_COLORS, lookSheet } from "./styles/sheet";

export interface GuestShellProps {
  look: Look;
  language: GuestLanguage;
  title: string;
  /** Everything written on the page, from which its fonts are chosen. */
  written: string;
  /** Whether a search may list it; a household's page never. */
  index: boolean;
  /** Styles beside the look's own. */
  sheet?: string;
  /** The address of the one small script, where there is one. */
  script?: string;
  /** What marks the script as ours, where the page's policy asks for it. */
  nonce?: string;
  head?: ReactNode;
  children: ReactNode;
}

/** Any document for a guest: its head, its look, its language. */
export function GuestShell(props: GuestShellProps): ReactElement {
  const { look, language, title, written, index, sheet = "", script, nonce, head, children } = props;
  const { dir } = GUEST_LANGUAGES[language];
  const bars = BAR_COLORS[look];
  const css = fontFaces(language, written) + lookSheet(look) + sheet;
  return (
    <html lang={language} dir={dir} className={look}>
      {/* biome-ignore lint/style/noHeadElement: a document of our own, outside of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover" />
        <title>{title}</title>
        <meta name="theme-color" media="(prefers-color-scheme:light)" content={bars.light} />
        <meta name="theme-color" media="(prefers-color-scheme:dark)" content={bars.dark} />
        <meta name="format-detection" content="telephone=no" />
        {index ? null : <meta name="robots" content="noindex,nofollow" />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {head}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own stylesheet, with nothing of a guest or a family in it */}
        <style dangerouslySetInnerHTML={{ __html: css }} />
        {script ? <script src={script} defer {...(nonce ? { nonce } : {})} /> : null}
      </head>
      <body>{children}</body>
    </html>
  );
}
