import type { CardFace } from "@/lib/cards/types";

const LASTS_MS = 2 * 3_600_000;

/** The place on a map: the one the host or a provider named, else a search for it. */
export const mapLink = ({
  mapUrl,
  placeName,
  address,
}: Pick<CardFace, "mapUrl" | "placeName" | "address">): string =>
  mapUrl ??
  `https://www.google.com/maps/search/?${new URLSearchParams({ api: "1", query: [placeName, address].filter(Boolean).join(", ") })}`;

const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, "");

/** Opens Google's calendar with the gathering filled in. */
export function calendarLink(
  face: Pick<CardFace, "title" | "startsAt" | "zone" | "placeName" | "address" | "hostName">,
): string {
  const starts = new Date(face.startsAt);
  const params = new URLSearchParams({
    action: "TEMPLATE",
    text: face.title,
    dates: `${stamp(starts)}/${stamp(new Date(starts.getTime() + LASTS_MS))}`,
    ctz: face.zone,
    details: face.hostName,
    location: [face.placeName, face.address].filter(Boolean).join(", "),
  });
  return `https://calendar.google.com/calendar/render?${params}`;
}
