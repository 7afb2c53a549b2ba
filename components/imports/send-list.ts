/** Sends the list itself as the body; XMLHttpRequest, because fetch does not say how far an upload is. */
export function sendList(
  request: XMLHttpRequest,
  address: string,
  list: Blob,
  onSent?: (bytes: number) => void,
): Promise<{ ok: true; batchId: string } | { ok: false; message: string }> {
  return new Promise((resolve) => {
    request.open("POST", address);
    request.setRequestHeader("content-type", list.type || "application/octet-stream");
    request.upload.onprogress = (event) => onSent?.(event.loaded);
    request.onload = () => {
      const body = safeJson(request.responseText) as { batchId?: string; title?: string } | null;
      if (request.status === 202 && body?.batchId) resolve({ ok: true, batchId: body.batchId });
      else resolve({ ok: false, message: body?.title ?? "The list did not arrive. Please try again." });
    };
    request.onerror = () =>
      resolve({ ok: false, message: "The connection broke off. Nothing was added; please try again." });
    request.onabort = () => resolve({ ok: false, message: "You stopped it. Nothing was added." });
    request.send(list);
  });
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
