"use client";

import { useRef, useState } from "react";
import { FileDrop, fileSize } from "@/components/shared/file-drop";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-parts";
import { Progress } from "@/components/ui/progress";
import { notify } from "@/components/ui/toaster";
import { type ShownPhoto, useDesk } from "@/components/website-desk/desk-context";
import { PhotoShelf } from "@/components/website-desk/photo-shelf";
import { sendPhoto } from "@/components/website-desk/send-photo";

const MAX_BYTES = 25 * 1024 * 1024;

/** The one photo on the cover: uploaded with its progress, or chosen again; shown, taken off. */
export function PhotoField() {
  const { weddingId, content, change, photos, addPhoto, hasShelf } = useDesk();
  const { photoId } = content.cover;
  const [upload, setUpload] = useState<{ file: File; sent: number }>();
  const [error, setError] = useState<string>();
  const request = useRef<XMLHttpRequest>(null);
  const shown = photoId ? photos[photoId] : undefined;
  const set = (id: string | null) => change((now) => ({ ...now, cover: { ...now.cover, photoId: id } }));

  const start = async (file: File) => {
    setError(undefined);
    setUpload({ file, sent: 0 });
    request.current = new XMLHttpRequest();
    const done = await sendPhoto(request.current, weddingId, file, (sent) => setUpload({ file, sent }));
    setUpload(undefined);
    if (!done.ok) return setError(done.message);
    if (done.picture) addPhoto(done.photoId, done.picture);
    set(done.photoId);
  };
  const choose = (id: string, picture: ShownPhoto) => {
    setError(undefined);
    addPhoto(id, picture);
    set(id);
  };
  const takeOff = () => {
    set(null);
    notify.done("The photo is taken off the cover", { undo: () => set(photoId) });
  };

  if (upload) return <Sending {...upload} onStop={() => request.current?.abort()} />;
  if (photoId)
    return (
      <div className="grid gap-3">
        <p className="font-medium">Photo on the cover</p>
        {shown ? (
          // biome-ignore lint/performance/noImgElement: already in its size, and immutable
          <img
            src={shown.url}
            alt="The cover as it is chosen"
            width={shown.width}
            height={shown.height}
            className="max-h-72 w-auto max-w-full justify-self-start rounded-md border border-line"
          />
        ) : (
          <p className="text-muted">
            This photo cannot be shown here any more. Take it off or choose another.
          </p>
        )}
        <div className="flex flex-wrap gap-3">
          <Button onClick={takeOff}>Take the photo off</Button>
          {hasShelf ? <PhotoShelf onChoose={choose} /> : null}
        </div>
      </div>
    );
  return (
    <div>
      <FileDrop
        name="photo"
        label={
          <>
            Photo on the cover <span className="font-normal text-muted">(optional)</span>
          </>
        }
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif,image/avif"
        maxBytes={MAX_BYTES}
        help="The page is made to be beautiful without one too. Where and with which camera it was taken is removed."
        words={{
          tooLarge:
            "{name} is {size}; the limit is {max}. Send it to yourself on WhatsApp and choose the one that arrives.",
        }}
        onFiles={([file]) => {
          if (file) void start(file);
        }}
      />
      <FieldError id="photo-error">{error}</FieldError>
      {hasShelf ? (
        <div className="mt-3">
          <PhotoShelf onChoose={choose} />
        </div>
      ) : null}
    </div>
  );
}

function Sending({ file, sent, onStop }: { file: File; sent: number; onStop: () => void }) {
  const arrived = sent >= file.size;
  return (
    <div className="rounded-md border border-line bg-surface p-4">
      <Progress
        label={arrived ? "Making it safe and small" : `Sending ${file.name}`}
        done={Math.min(100, Math.round((sent / Math.max(1, file.size)) * 100))}
        total={100}
        words={{ of: "% of" }}
        className="[&_.tabular]:sr-only"
      />
      <p className="mt-2 flex flex-wrap items-center justify-between gap-3 text-muted text-sm">
        <span className="tabular" aria-live="polite">
          {arrived ? "One moment" : `${fileSize(Math.min(sent, file.size))} of ${fileSize(file.size)}`}
        </span>
        {arrived ? null : (
          <Button size="sm" onClick={onStop}>
            Stop
          </Button>
        )}
      </p>
    </div>
  );
}
