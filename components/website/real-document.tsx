import type { ReactElement } from "react";
import { pageLanguage } from "@/lib/rsvp/rules/page-words";
import type { RealPage, RealWords } from "@/lib/website/rules/real-text";
import { realWords } from "@/lib/website/rules/real-words";
import { siteWords } from "@/lib/website/rules/site-words";
import { GuestShell } from "./guest-shell";
import { LanguageMenu } from "./language-menu";
import { Crown, Mark } from "./look-marks";
import { Typed, tongue } from "./told";

/** Names of another script keep their own order inside a sentence. */
const apart = (name: string): string => `\u2068${name}\u2069`;

const SHEET = `
.real{width:min(100% - 2rem,36rem);margin:0 auto;padding:4.5rem 0 0}
.real>h1{font-size:1.75rem;text-align:center}
.real>.yes{margin-top:1rem;text-align:center;font-size:1.125rem;font-weight:600;text-wrap:balance}
.real section{margin-top:2rem}
.real h2{font-size:1.25rem;text-align:start}
.real section>p{margin-top:.35rem;color:var(--muted)}
.real .address{margin-top:.6rem;text-align:center}
.real .people{display:grid;gap:.6rem;margin:.75rem 0 0}
.real .people li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1rem}
.real .people a{display:inline-flex;align-items:center;min-height:2.75rem;font-weight:600;white-space:nowrap}
.real .tel{font-variant-numeric:tabular-nums;white-space:nowrap}
.real .plain{margin-top:.6rem;display:grid;gap:.5rem}
.real .plain li{position:relative;padding-inline-start:1.75rem}
.real .plain li::before{position:absolute;inset-inline-start:0;font-weight:600;color:var(--bad);content:"✕" / ""}
.real ol{counter-reset:step}
.real ol.plain li::before{counter-increment:step;content:counter(step) ".";color:var(--head)}
.real .button{margin-top:2.5rem}
`;

/** The whole document "is this invitation real?". */
export function RealDocument({ page }: { page: RealPage }): ReactElement {
  const { words } = pageLanguage(page.language);
  const real = realWords(page.language);
  const title = siteWords(page.language).real;
  return (
    <GuestShell
      look={page.look}
      language={page.language}
      title={title}
      written={JSON.stringify([page, title, Object.values(real)])}
      index={false}
      sheet={SHEET}
    >
      <Crown look={page.look} />
      <LanguageMenu
        language={page.language}
        languages={page.languages}
        label={words.chooseLanguage}
        href={(language) => `?lang=${language}`}
      />
      <main id="main" className="real">
        <h1>{title}</h1>
        <Mark look={page.look} />
        <p className="yes">{real.yes(apart(page.hosts), apart(page.wedding))}</p>
        <section aria-labelledby="address">
          <h2 id="address">{real.address}</h2>
          <p>{real.addressHelp}</p>
          <p className="address">
            <code dir="ltr">{page.host}</code>
          </p>
        </section>
        <Senders page={page} real={real} />
        <Family page={page} real={real} />
        <section aria-labelledby="never">
          <h2 id="never">{real.never}</h2>
          <ul className="plain">
            {real.nevers.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="check">
          <h2 id="check">{real.check}</h2>
          <ol className="plain">
            {real.checks.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </section>
        <a className="button" href={page.back}>
          {real.back}
        </a>
      </main>
      <footer>
        <Mark look={page.look} />
      </footer>
    </GuestShell>
  );
}

interface PartProps {
  page: RealPage;
  real: RealWords;
}

function Senders({ page, real }: PartProps) {
  return (
    <section aria-labelledby="senders">
      <h2 id="senders">{real.senders}</h2>
      {page.senders.length === 0 ? (
        <p>{real.noSenders}</p>
      ) : (
        <>
          <p>{real.sendersHelp}</p>
          <ul className="people">
            {page.senders.map(({ name, number }) => (
              <li key={number}>
                {name ? (
                  <b>
                    <Typed text={name} around={page.language} />
                  </b>
                ) : null}
                <bdi className="tel" dir="ltr">
                  {number}
                </bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Family({ page, real }: PartProps) {
  return (
    <section aria-labelledby="family">
      <h2 id="family">{real.family}</h2>
      <p>{page.contacts.length > 0 ? real.familyHelp : real.noFamily(apart(page.hosts))}</p>
      {page.contacts.length > 0 ? (
        <ul className="people">
          {page.contacts.map(({ name, relation, phone, shown }) => (
            <li key={phone}>
              <span>
                <b>
                  <Typed text={name} around={page.language} />
                </b>
                {relation ? <span {...tongue(relation, page.language)}>{relation.text}</span> : null}
              </span>
              <a href={`tel:${phone}`} aria-label={`${real.call(name)}: ${shown}`}>
                <bdi className="tel" dir="ltr">
                  {shown}
                </bdi>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
