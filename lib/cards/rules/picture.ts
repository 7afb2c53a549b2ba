import type { CardFace } from "@/lib/cards/types";
import { clockTime } from "@/lib/kernel/clock";
import { GUEST_LANGUAGES } from "@/lib/kernel/languages";
import { type PictureContent, pictureHash, pictureKey } from "@/lib/website/rules/pictures";
import { cardWords } from "./card-words";

/** "Sat, 28 Nov, 8:30 pm", as a reader of that language writes it. */
export function shortWhen({
  startsAt,
  zone,
  language,
}: Pick<CardFace, "startsAt" | "zone" | "language">): string {
  const { locale } = GUEST_LANGUAGES[language];
  const options = { weekday: "short", day: "numeric", month: "short", timeZone: zone } as const;
  const day = new Intl.DateTimeFormat(locale, options).format(new Date(startsAt));
  return `${day}, ${clockTime(startsAt, zone, locale)}`;
}

/** What a chat shows of a card. Of a private one it shows that it is an invitation, and no more: a preview is passed on. */
export function pictureContent(face: CardFace): PictureContent {
  const words = cardWords(face.language);
  const plain = { look: face.look, language: face.language, joint: "" };
  if (face.isPrivate)
    return { ...plain, over: null, title: [words.anInvitation], date: null, photoUrl: null };
  return {
    ...plain,
    over: words.invites(face.hostName),
    title: [face.title],
    date: `${face.placeName}\n${shortWhen(face)}`,
    photoUrl: face.photoKey,
  };
}

/** Which photo it is, out of its key: the end of the hash of its bytes. */
export const photoVersion = (photoKey: string): string => photoKey.slice(-16, -4);

/** What lies in the object store for what a card says now. The picture of private cards is one for all of them. */
export const filesOf = (face: CardFace): string[] => [
  ...(face.photoKey ? [face.photoKey] : []),
  ...(face.isPrivate
    ? []
    : (["wide", "square"] as const).map((shape) => pictureKey(cardPictureHash(face), shape))),
];

export const cardPictureHash = (face: CardFace): string =>
  pictureHash(face.isPrivate ? "private card" : face.id, pictureContent(face));
