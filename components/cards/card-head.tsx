import type { CardWords } from "@/lib/cards/rules/card-words";
import { shortWhen } from "@/lib/cards/rules/picture";
import type { CardFace } from "@/lib/cards/types";
import type { SitePicture } from "@/lib/website/types";

export interface CardPreview {
  wide: SitePicture;
  square: SitePicture;
}

interface CardHeadProps {
  face: CardFace;
  words: CardWords;
  address: string;
  preview: CardPreview;
}

/** What a chat shows. A private card's preview says that it is an invitation, and neither from whom nor where. */
export function CardHead({ face, words, address, preview }: CardHeadProps) {
  const silent = face.isPrivate || face.state === "deleted";
  const title = silent ? words.anInvitation : face.title;
  const description = silent
    ? ""
    : [words.invites(face.hostName), shortWhen(face), face.placeName].join(" · ");
  return (
    <>
      {description ? <meta name="description" content={description} /> : null}
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={address} />
      {[preview.wide, preview.square].map(({ url, width, height, alt }) => [
        <meta key={`${url} u`} property="og:image" content={url} />,
        <meta key={`${url} t`} property="og:image:type" content="image/jpeg" />,
        <meta key={`${url} w`} property="og:image:width" content={String(width)} />,
        <meta key={`${url} h`} property="og:image:height" content={String(height)} />,
        <meta key={`${url} a`} property="og:image:alt" content={alt} />,
      ])}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
