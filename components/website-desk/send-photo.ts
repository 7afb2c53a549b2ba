export type SentPhoto =
  | { ok: true; photoId: string; picture: { url: string; width: number; height: number } | null }
  | { ok: false; message: string };

/** Sends the photo itself as the body; XMLHttpRequest, because fetch does not say how far an upload is. */
export function sendPhoto(
  request: XMLHttpRequest,
  weddingId: string,
  photo: File,
  onSent: (bytes: number) => void,
): Promise<SentPhoto> {
  return new Promise((resolve) => {
    request.open("POST", `/api/weddings/${weddingId}/photos?name=${encodeURIComponent(photo.name)}`);
    request.setRequestHeader("content-type", photo.type || "application/octet-stream");
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      const body = readAnswer(request.responseText);
      if (request.status === 200 && body?.photoId)
        resolve({ ok: true, photoId: body.photoId, picture: body.picture ?? null });
      else resolve({ ok: false, message: body?.title ?? "The photo did not arrive. Please try again." });
    };
    request.onerror = () =>
      resolve({ ok: false, message: "The connection broke off. The cover is as it was; please try again." });
    request.onabort = () => resolve({ ok: false, message: "You stopped it. The cover is as it was." });
    request.send(photo);
  });
}

type Answer = { photoId?: string; picture?: { url: string; width: number; height: number }; title?: string };

function readAnswer(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null;
  }
}
