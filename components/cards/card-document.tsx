import type { ReactElement } from "react";
import { zoneLongName, zoneName } from "@/components/shared/format-time";
import { GuestShell } from "@/components/website/guest-shell";
import { LanguageMenu } from "@/components/website/language-menu";
import { Crown, Frame, Mark } from "@/components/website/look-marks";
import { FORMS } from "@/components/website/styles/forms";
import { Typed } from "@/components/website/told";
import { calendarLink, mapLink } from "@/lib/cards/rules/card-links";
import { type CardWords, cardWords } from "@/lib/cards/rules/card-words";
import { photoVersion, shortWhen } from "@/lib/cards/rules/picture";
import type { CardFace, OwnAnswer } from "@/lib/cards/types";
import { clockTime } from "@/lib/kernel/clock";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { pageLanguage } from "@/lib/rsvp/rules/page-words";
import { CardAnswer, type Said } from "./card-answer";
import { CardHead, type CardPreview } from "./card-head";
import { CARD_SHEET } from "./card-sheet";

const LANGUAGES = Object.keys(GUEST_LANGUAGES) as GuestLanguage[];

export interface CardDocumentProps {
  face: CardFace;
  language: GuestLanguage;
  /** A private card's token, which its forms carry along; null for a public one. */
  token: string | null;
  /** The asking device's own answer. Undefined on the shared page, which knows of nobody. */
  own?: OwnAnswer | null;
  said?: Said | null;
  /** The card's address without anything added, and the picture a chat shows of it. */
  address: string;
  preview: CardPreview;
}

/** The whole document of an invite card. What the host published is all there is in it, unless `own` is given. */
export function CardDocument(props: CardDocumentProps): ReactElement {
  const { face, language, own, said, address, preview } = props;
  const words = cardWords(language);
  const ended = words.ended(face.state, face.hostName);
  const gone = face.state === "deleted";
  const title = gone ? words.anInvitation : face.title;
  const written = [
    title,
    face.hostName,
    face.note,
    face.placeName,
    face.address,
    own?.name,
    words.question,
    words.invites(""),
  ].join(" ");
  return (
    <GuestShell
      look={face.look}
      language={language}
      title={title}
      written={written}
      index={false}
      sheet={FORMS + CARD_SHEET}
      {...(gone ? {} : { script: "/card.js" })}
      head={<CardHead face={face} words={words} address={address} preview={preview} />}
    >
      <LanguageMenu
        language={language}
        languages={LANGUAGES}
        label={pageLanguage(language).words.chooseLanguage}
        href={(code) => hrefOf(props, { lang: code })}
      />
      <main id="main">
        <header className="cover">
          <Crown look={face.look} />
          <div className="invite">
            <Frame look={face.look} />
            <div className="who">
              <p className="hosts">{gone ? face.hostName : words.invites(face.hostName)}</p>
              <h1 className="names long">
                <Typed text={title} around={language} />
              </h1>
              <Mark look={face.look} />
              {gone ? null : (
                <>
                  <p className="days">{shortWhen({ ...face, language })}</p>
                  <p className="at">
                    <Typed text={face.placeName} around={language} />
                  </p>
                </>
              )}
            </div>
          </div>
        </header>
        {ended ? (
          <p className="said bad" role="status">
            {ended}
          </p>
        ) : null}
        {gone ? null : (
          <div className="leafs">
            <details className="reveal" open={own !== undefined || Boolean(said)}>
              <summary className="button">{words.open}</summary>
              <ol className="sheets">
                <When face={face} language={language} words={words} />
                <Where face={face} language={language} words={words} token={props.token} />
                {face.note ? (
                  <li>
                    <p className="from-host">
                      <Typed text={face.note} around={language} />
                    </p>
                  </li>
                ) : null}
                {ended && !own ? null : (
                  <li id="answer">
                    <CardAnswer
                      face={face}
                      language={language}
                      words={words}
                      own={own ?? null}
                      said={said ?? null}
                      token={props.token}
                      closed={ended !== null}
                    />
                  </li>
                )}
              </ol>
            </details>
            <p className="aside small">
              {own === undefined ? (
                <a href={hrefOf(props, {}, "/me")} rel="nofollow">
                  {words.already}
                </a>
              ) : (
                <a href={hrefOf(props, {})}>{words.back}</a>
              )}
            </p>
          </div>
        )}
      </main>
    </GuestShell>
  );
}

/** An address of this card, with its token and its language. */
function hrefOf(
  { face, language, token, own }: CardDocumentProps,
  { lang }: { lang?: GuestLanguage },
  rest = lang && own !== undefined ? "/me" : "",
): string {
  const query = new URLSearchParams({
    ...(token ? { k: token } : {}),
    ...((lang ?? language) === face.language ? {} : { lang: lang ?? language }),
  });
  return `/i/${face.slug}${rest}${query.size > 0 ? `?${query}` : ""}`;
}

interface PartProps {
  face: CardFace;
  words: CardWords;
}

function When({ face, language, words }: PartProps & { language: GuestLanguage }) {
  const { locale } = GUEST_LANGUAGES[language];
  const part = (options: Intl.DateTimeFormatOptions, at = face.startsAt) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: face.zone }).format(new Date(at));
  const whole = part({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const until = part({ weekday: "short", day: "numeric", month: "short" }, face.answersUntil);
  const clock = (at: string) => clockTime(at, face.zone, locale);
  const zone = zoneName(face.startsAt, face.zone, locale);
  const early = face.answersUntil < face.startsAt && face.state === "open";
  return (
    <li>
      <h2>{words.when}</h2>
      <div className="day">
        <span className="leaf" aria-hidden="true">
          {part({ month: "short" })}
          <b>{part({ day: "numeric" })}</b>
          {part({ weekday: "short" })}
        </span>
        <p>
          <time dateTime={face.startsAt}>
            {whole}, {clock(face.startsAt)}
          </time>{" "}
          <span className="zone">
            {/^GMT/.test(zone) ? zoneLongName(face.startsAt, face.zone, locale) : zone}
          </span>
        </p>
      </div>
      {early ? <p className="quiet">{words.until(`${until}, ${clock(face.answersUntil)}`)}</p> : null}
      <p className="quiet-links">
        <a href={calendarLink(face)} target="_blank" rel="noreferrer">
          {words.calendar}
        </a>
      </p>
    </li>
  );
}

function Where({
  face,
  language,
  words,
  token,
}: PartProps & { language: GuestLanguage; token: string | null }) {
  return (
    <li>
      {face.photoKey ? (
        <figure className="shot">
          {/* biome-ignore lint/performance/noImgElement: nothing here is Next's */}
          <img
            src={`/i/${face.slug}/photo?${new URLSearchParams({ v: photoVersion(face.photoKey), ...(token ? { k: token } : {}) })}`}
            alt=""
            width={1280}
            height={720}
            loading="lazy"
            decoding="async"
          />
          {face.photoCredit ? <figcaption>{words.photo(face.photoCredit)}</figcaption> : null}
        </figure>
      ) : null}
      <h2>{words.where}</h2>
      <p className="place">
        <Typed text={face.placeName} around={language} />
      </p>
      {face.address ? (
        <p className="quiet">
          <Typed text={face.address} around={language} />
        </p>
      ) : null}
      <p className="quiet-links">
        <a href={mapLink(face)} target="_blank" rel="noreferrer">
          {words.map}
        </a>
      </p>
    </li>
  );
}
