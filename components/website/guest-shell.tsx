import type { ReactElement, ReactNode } from "react";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import type { Look } from "@/lib/website/types";

export interface GuestShellProps {
  look: Look;
  language: GuestLanguage;
  title: string;
  /** Whether a search may list it; a household's page never. */
  index: boolean;
  children: ReactNode;
}

/** Any document for a guest: its head, its look, its language. */
export function GuestShell({ look, language, title, index, children }: GuestShellProps): ReactElement {
  const { dir } = GUEST_LANGUAGES[language];
  return (
    <html lang={language} dir={dir} className={look}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>{title}</title>
        {index ? null : <meta name="robots" content="noindex, nofollow" />}
      </head>
      <body>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}
