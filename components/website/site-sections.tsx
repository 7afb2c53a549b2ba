import type { ReactElement, ReactNode } from "react";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { SiteWords } from "@/lib/website/rules/site-text";
import type { Section, SitePage } from "@/lib/website/types";
import { Mark } from "./look-marks";
import { SiteCalendar } from "./site-calendar";
import { SiteFunctions } from "./site-functions";
import { Paragraphs, Typed, tongue } from "./told";

interface SectionsProps {
  page: SitePage;
  words: PageWords;
  site: SiteWords;
}

/** What stands in a section; null where nothing was written for it. */
const BODIES: Record<Section, (props: SectionsProps) => ReactNode> = {
  functions: ({ page, words, site }) => (
    <>
      <SiteFunctions language={page.language} functions={page.functions} words={words} site={site} />
      <SiteCalendar page={page} words={words} />
    </>
  ),
  families: ({ page }) => <Families page={page} />,
  travel: ({ page }) => (page.travel ? <Paragraphs said={page.travel} around={page.language} /> : null),
  stay: ({ page }) => (page.stay ? <Paragraphs said={page.stay} around={page.language} /> : null),
  contacts: ({ page, site }) => (page.contacts.length > 0 ? <Contacts page={page} site={site} /> : null),
  gifts: ({ page, site }) => <Gifts page={page} site={site} />,
};

const hasWords: Record<Section, (page: SitePage) => boolean> = {
  functions: () => true,
  families: (page) => page.families.some(({ heading, text }) => heading ?? text),
  travel: (page) => page.travel !== null,
  stay: (page) => page.stay !== null,
  contacts: (page) => page.contacts.length > 0,
  gifts: ({ gifts }) => gifts.text !== null || gifts.links.length > 0 || gifts.upi !== null,
};

/** In the family's order; what is empty is not there. */
export function SiteSections(props: SectionsProps): ReactElement {
  const { page, site } = props;
  return (
    <>
      {page.sections
        .filter((kind) => hasWords[kind](page))
        .map((kind) => (
          <section key={kind} className={`part ${kind}`} aria-labelledby={kind}>
            <h2 id={kind}>{site[kind]}</h2>
            <Mark look={page.look} />
            {BODIES[kind](props)}
          </section>
        ))}
    </>
  );
}

function Families({ page }: { page: SitePage }) {
  return (
    <div className="pair">
      {page.families.map(({ heading, text }, place) => (
        <div key={heading?.text ?? text?.text ?? place}>
          {heading ? <h3 {...tongue(heading, page.language)}>{heading.text}</h3> : null}
          {text ? <Paragraphs said={text} around={page.language} /> : null}
        </div>
      ))}
    </div>
  );
}

function Contacts({ page, site }: { page: SitePage; site: SiteWords }) {
  return (
    <>
      <ul className="people">
        {page.contacts.map(({ name, relation }) => (
          <li key={name}>
            <b>
              <Typed text={name} around={page.language} />
            </b>
            {relation ? <span {...tongue(relation, page.language)}>{relation.text}</span> : null}
          </li>
        ))}
      </ul>
      {page.kind === "household" ? (
        <p>
          <a className="map" href="?answer#real">
            {site.contactsHelp}
          </a>
        </p>
      ) : (
        <p className="quiet">{site.contactsPublic}</p>
      )}
    </>
  );
}

function Gifts({ page, site }: { page: SitePage; site: SiteWords }) {
  const { text, links, upi } = page.gifts;
  return (
    <>
      {text ? <Paragraphs said={text} around={page.language} /> : null}
      {links.length > 0 ? (
        <ul className="links">
          {links.map(({ label, url }) => (
            <li key={url}>
              <a className="map" href={url} rel="noopener noreferrer nofollow">
                <Typed text={label} around={page.language} />
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {upi ? (
        <p className="upi">
          {site.giftsUpi}: <code dir="ltr">{upi}</code>
        </p>
      ) : null}
    </>
  );
}
