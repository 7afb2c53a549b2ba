import type { ReactElement } from "react";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";

export interface LanguageMenuProps {
  language: GuestLanguage;
  languages: readonly GuestLanguage[];
  label: string;
  href: (language: GuestLanguage) => string;
}

const IN_A_ROW = 3;

/** The page in another language: side by side where they are few, else behind one button that needs no script. */
export function LanguageMenu({ language, languages, label, href }: LanguageMenuProps): ReactElement | null {
  if (languages.length < 2) return null;
  const links = languages.map((code) => (
    <a
      key={code}
      href={href(code)}
      lang={code}
      hrefLang={code}
      {...(code === language ? { "aria-current": "true" as const } : {})}
    >
      {GUEST_LANGUAGES[code].name}
    </a>
  ));
  if (languages.length <= IN_A_ROW)
    return (
      <nav className="langs row" aria-label={label}>
        {links}
      </nav>
    );
  return (
    <nav className="langs" aria-label={label}>
      <details>
        <summary>
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
            <path
              d="M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16Zm0 0c5 5 5 11 0 16M10 2c-5 5-5 11 0 16M2.6 7.4h14.8M2.6 12.6h14.8"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.3"
            />
          </svg>
          <span className="sr">{label}: </span>
          {GUEST_LANGUAGES[language].name}
        </summary>
        <div>{links}</div>
      </details>
    </nav>
  );
}
