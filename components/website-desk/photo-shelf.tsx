"use client";

import { Images } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/shared/use-command";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-parts";
import { Skeleton } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toaster";
import { type ShownPhoto, useDesk } from "@/components/website-desk/desk-context";
import { type Shelf, type ShelfPhoto, useShelf } from "@/components/website-desk/use-shelf";
import { PHOTO_STAYS_DAYS } from "@/lib/website/rules/tidying";

export type PhotoShelfProps = { onChoose: (id: string, shown: ShownPhoto) => void };

/** Every photo that was uploaded: to be put on the cover again, or deleted for good. */
export function PhotoShelf({ onChoose }: PhotoShelfProps) {
  const { weddingId } = useDesk();
  const [open, setOpen] = useState(false);
  const { shelf, failed, look } = useShelf(weddingId);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) void look();
      }}
      title="Photos you uploaded"
      trigger={
        <Button>
          <Images aria-hidden="true" />
          Earlier photos
        </Button>
      }
    >
      {failed ? (
        <div className="grid justify-items-start gap-3">
          <FieldError id="shelf-error">{failed}</FieldError>
          <Button onClick={() => void look()}>Look again</Button>
        </div>
      ) : shelf ? (
        <Photos
          shelf={shelf}
          onChanged={look}
          onChoose={(one) => {
            onChoose(one.id, one.picture);
            setOpen(false);
          }}
        />
      ) : (
        <div role="status" className="grid gap-3">
          <span className="sr-only">Loading</span>
          <Skeleton className="h-24" />
          <Skeleton className="h-24" />
        </div>
      )}
    </Dialog>
  );
}

type PhotosProps = { shelf: Shelf; onChanged: () => Promise<void>; onChoose: (photo: ShelfPhoto) => void };

function Photos({ shelf: { photos, removed }, onChanged, onChoose }: PhotosProps) {
  const { weddingId } = useDesk();
  const { run, busy } = useCommand(weddingId);
  const bringBack = async (photoId: string) => {
    const done = await run("website.restore-photo", { photoId }, { refresh: false });
    if (!done.ok) notify.failed(done.message);
    await onChanged();
  };
  return (
    <div className="grid gap-6">
      {photos.length === 0 ? <p className="text-muted">There are none at the moment.</p> : null}
      <ul className="grid gap-3 empty:hidden">
        {photos.map((one) => (
          <Photo key={one.id} one={one} onChanged={onChanged} onChoose={onChoose} />
        ))}
      </ul>
      {removed.length > 0 ? (
        <section aria-labelledby="shelf-removed">
          <h3 id="shelf-removed" className="font-semibold">
            Deleted
          </h3>
          <p className="text-muted text-sm">
            Nobody is shown them. {PHOTO_STAYS_DAYS} days after you deleted them they are gone for good.
          </p>
          <ul className="mt-2 grid gap-1">
            {removed.map(({ id, name }) => (
              <li key={id} className="flex items-center justify-between gap-3">
                <span className="min-w-0 break-words">{name}</span>
                <Button variant="quiet" size="sm" disabled={busy} onClick={() => void bringBack(id)}>
                  Bring back<span className="sr-only"> {name}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

type PhotoProps = Omit<PhotosProps, "shelf"> & { one: ShelfPhoto };

function Photo({ one, onChanged, onChoose }: PhotoProps) {
  const { content } = useDesk();
  const { name, picture, versions } = one;
  const onCover = content.cover.photoId === one.id;
  return (
    <li className="flex gap-3 rounded-md border border-line p-2">
      {/* biome-ignore lint/performance/noImgElement: already in its sizes, and immutable */}
      <img
        src={picture.url}
        srcSet={picture.srcSet}
        sizes="6rem"
        alt=""
        width={picture.width}
        height={picture.height}
        loading="lazy"
        className="size-24 shrink-0 rounded-sm bg-sunken object-cover"
      />
      <div className="grid min-w-0 flex-1 content-between gap-2">
        <div>
          <p className="break-words font-medium">{name}</p>
          {onCover ? <Badge tone="yes">On the cover</Badge> : null}
          {!onCover && versions.length > 0 ? (
            <p className="text-muted text-sm">{versionWords(versions)}</p>
          ) : null}
        </div>
        {onCover ? null : (
          <div className="-ms-3 flex flex-wrap">
            <Button variant="quiet" size="sm" onClick={() => onChoose(one)}>
              Put on the cover<span className="sr-only"> {name}</span>
            </Button>
            <Delete one={one} onChanged={onChanged} />
          </div>
        )}
      </div>
    </li>
  );
}

const versionWords = (versions: readonly number[]): string =>
  versions.length === 1 ? `In version ${versions[0]}` : `In versions ${versions.join(", ")}`;

function Delete({ one: { id, name, versions }, onChanged }: Pick<PhotoProps, "one" | "onChanged">) {
  const { weddingId, flush } = useDesk();
  const { run } = useCommand(weddingId);
  const lost =
    versions.length === 0
      ? ""
      : ` ${versions.length === 1 ? "Version" : "Versions"} ${versions.join(", ")} of the website would come back without it.`;
  return (
    <ConfirmDialog
      title={`Delete ${name}`}
      sentence={`Nobody is shown this photo from now on, and after ${PHOTO_STAYS_DAYS} days it is gone for good.${lost}`}
      undo="Until then you can bring it back here."
      confirmLabel="Delete it"
      tone="danger"
      trigger={
        <Button variant="quiet" size="sm">
          Delete<span className="sr-only"> {name}</span>
        </Button>
      }
      onConfirm={async () => {
        // The cover it was just taken off may not be saved yet.
        if (!(await flush())) return { error: "Your last words could not be saved. Look at the form first." };
        const done = await run("website.remove-photo", { photoId: id, versions }, { refresh: false });
        if (!done.ok) return { error: done.message };
        await onChanged();
        return undefined;
      }}
    />
  );
}
