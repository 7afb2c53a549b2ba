import type { ReactElement } from "react";
import type { PageWords } from "@/lib/rsvp/rules/page-text";
import type { SiteWords } from "@/lib/website/rules/site-text";
import { shortDay } from "@/lib/website/rules/site-time";
import type { SitePage } from "@/lib/website/types";
import { Crown, Frame, Mark } from "./look-marks";
import { Typed, tongue } from "./told";

/** More than so many functions fill a phone's first view; the photo comes after them then. */
const WITH_PHOTO = 5;

interface CoverProps {
  page: SitePage;
  words: PageWords;
  site: SiteWords;
}

export const coupleOf = (page: SitePage) => {
  const { first, second } = page.couple;
  return first && second ? { first, second } : null;
};

/** Who invites whom, when; for a household its own functions and one button: all that the first view has to say. */
export function SiteCover({ page, words, site }: CoverProps): ReactElement {
  const own = page.kind === "household";
  const many = own && page.functions.length > WITH_PHOTO;
  return (
    <>
      <header className={own ? "cover own" : page.photo ? "cover with-photo" : "cover"}>
        <Crown look={page.look} />
        {page.photo && !many ? <Photo photo={page.photo} cameo={own} /> : null}
        <div className="invite">
          <Frame look={page.look} />
          <Invitation page={page} site={site} brief={many} />
          {own ? <YourFunctions page={page} words={words} site={site} /> : null}
        </div>
      </header>
      {many ? <Line page={page} /> : null}
      {page.photo && own ? <Photo photo={page.photo} cameo={false} wide /> : null}
    </>
  );
}

interface PhotoProps {
  photo: NonNullable<SitePage["photo"]>;
  /** Small, over the names: the same photo follows in full. */
  cameo: boolean;
  wide?: boolean;
}

function Photo({ photo: { url, srcSet, width, height, alt }, cameo, wide = false }: PhotoProps) {
  return (
    <figure className={cameo ? "photo cameo" : wide ? "photo wide" : "photo"}>
      {/* biome-ignore lint/performance/noImgElement: its sizes are our own, and nothing here is Next's */}
      <img
        src={url}
        srcSet={srcSet}
        sizes={cameo ? "12rem" : "(min-width: 60em) 30rem, 100vw"}
        width={width}
        height={height}
        alt={cameo ? "" : alt}
        decoding="async"
        {...(wide ? { loading: "lazy" as const } : { fetchPriority: "high" as const })}
      />
    </figure>
  );
}

/** The family's own line; under the first view where that is full. */
function Line({ page }: { page: SitePage }) {
  return page.line ? (
    <p className="line" {...tongue(page.line, page.language)}>
      {page.line.text}
    </p>
  ) : null;
}

function Invitation({ page, site, brief }: Pick<CoverProps, "page" | "site"> & { brief: boolean }) {
  const couple = coupleOf(page);
  const { language } = page;
  return (
    <div className="who">
      <p className="hosts">
        <Typed text={page.hosts} around={language} />
      </p>
      <p className="ask">
        {site.invites}
        {couple && site.beforeNames ? ` ${site.beforeNames}` : null}
      </p>
      {couple ? (
        <h1 className={couple.first.text.length + couple.second.text.length > 22 ? "names long" : "names"}>
          <span {...tongue(couple.first, language)}>{couple.first.text}</span>{" "}
          <span className="and">{site.and}</span>{" "}
          <span {...tongue(couple.second, language)}>{couple.second.text}</span>
        </h1>
      ) : (
        <h1 className="names long">
          <Typed text={page.wedding} around={language} />
        </h1>
      )}
      {couple && site.afterNames ? <p className="ask">{site.afterNames}</p> : null}
      <Mark look={page.look} />
      {page.days ? <p className="days">{page.days}</p> : null}
      {brief ? null : <Line page={page} />}
    </div>
  );
}

function YourFunctions({ page, words, site }: CoverProps) {
  const standing = page.functions.some((one) => !one.cancelled);
  return (
    <section className="yours" aria-labelledby="yours">
      <h2 id="yours">{words.yourFunctions}</h2>
      {page.functions.length === 0 ? <p>{words.soon}</p> : null}
      <ul>
        {page.functions.map(({ id, name, startsAt, zone, cancelled }) => (
          <li key={id}>
            {page.sections.includes("functions") ? (
              <a href={`#f-${id}`}>
                <Typed text={name} around={page.language} />
              </a>
            ) : (
              <Typed text={name} around={page.language} />
            )}
            <span className="when">
              {cancelled
                ? site.cancelled
                : startsAt
                  ? shortDay(startsAt, zone, words.locale)
                  : words.dateUnknown}
            </span>
          </li>
        ))}
      </ul>
      {standing ? (
        <form method="post" action="">
          <input type="hidden" name="lang" value={page.language} />
          <button type="submit" name="everything" value="yes">
            {words.everything}
          </button>
          <a href="?answer">{words.oneByOne}</a>
        </form>
      ) : null}
    </section>
  );
}
