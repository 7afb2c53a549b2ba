import { isUuid } from "@/lib/kernel/ids";

/** Which calendar a file's name asks for: all functions, or one; null for any other name. */
export function fileAsked(file: string): { eventId: string | null } | null {
  const name = file.match(/^([\w-]+)\.ics$/)?.[1];
  if (name === "calendar") return { eventId: null };
  return name && isUuid(name) ? { eventId: name } : null;
}

/** A calendar file as phones open it; its method stands in the header as well. */
export function calendarResponse(text: string, file: string, headers: Record<string, string>): Response {
  const method = text.includes("\r\nMETHOD:CANCEL\r\n") ? "CANCEL" : "PUBLISH";
  return new Response(text, {
    headers: {
      "content-type": `text/calendar; charset=utf-8; method=${method}`,
      "content-disposition": `inline; filename="${file}"`,
      "x-robots-tag": "noindex, nofollow",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
