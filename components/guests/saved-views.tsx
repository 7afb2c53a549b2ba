"use client";

import { Bookmark, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useUndoable } from "@/components/guests/use-undoable";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { FieldError } from "@/components/ui/field-parts";
import { Link } from "@/components/ui/link";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { cn } from "@/lib/kernel/class-names";

export type SavedViewsProps = {
  weddingId: string;
  base: string;
  views: readonly { id: string; name: string; address: string }[];
  /** The filters of this page as an address; empty where nothing is narrowed. */
  address: string;
  mayEdit: boolean;
};

/** Filters with a name, for everybody of the wedding; each is a link. */
export function SavedViews({ weddingId, base, views, address, mayEdit }: SavedViewsProps) {
  const { act, busy } = useUndoable(weddingId);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const current = views.find((view) => view.address === address);
  const maySave = mayEdit && address !== "" && !current;
  if (views.length === 0 && !maySave) return null;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return setError("Give the view a name.");
    const view = { id: crypto.randomUUID(), name: name.trim(), address };
    const done = await act([{ command: "guests.save-view", input: view }], `${view.name} is saved`);
    if (!done.ok) return setError(done.message);
    setName("");
    setOpen(false);
  };
  const remove = async (view: { id: string; name: string }) => {
    const done = await act(
      [{ command: "guests.remove-view", input: { id: view.id } }],
      `The view ${view.name} is removed`,
    );
    if (!done.ok) setError(done.message);
  };

  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setError(undefined);
        setOpen(next);
      }}
      className="max-h-(--available-height) w-80 overflow-y-auto p-0 py-2"
      trigger={
        <button type="button" className={cn(buttonLook({ size: "sm" }), "rounded-full")}>
          <Bookmark aria-hidden="true" />
          {current?.name ?? "Views"}
        </button>
      }
    >
      <ul>
        {views.map((view) => (
          <li key={view.id} className="flex items-center hover:bg-sunken">
            <Link
              href={`${base}?${view.address}`}
              prefetch={false}
              onClick={() => setOpen(false)}
              aria-current={view === current ? "true" : undefined}
              className={cn(
                "flex min-h-11 min-w-0 flex-1 items-center break-words ps-4 no-underline focus-visible:-outline-offset-2",
                view === current && "font-medium",
              )}
            >
              {view.name}
            </Link>
            {mayEdit ? (
              <Button
                variant="quiet"
                size="icon"
                aria-label={`Remove the view ${view.name}`}
                onClick={() => void remove(view)}
              >
                <X aria-hidden="true" />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {maySave ? (
        <form
          onSubmit={(event) => void save(event)}
          noValidate
          className={cn("grid gap-3 px-4 py-2", views.length > 0 && "mt-2 border-line border-t pt-4")}
        >
          <TextField
            label="Save what is shown now as"
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="primary" size="sm" loading={busy}>
            Save this view
          </Button>
        </form>
      ) : null}
      <div className="px-4">
        <FieldError id="view-error">{error}</FieldError>
      </div>
    </Popover>
  );
}
