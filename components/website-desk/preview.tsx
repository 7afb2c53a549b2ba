"use client";

import { ExternalLink } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { GuestPicker } from "@/components/guests/guest-picker";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/text-field";
import { previewHref } from "@/components/website-desk/preview-href";
import type { GuestHit } from "@/lib/guests/queries/search";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";

export type PreviewProps = {
  weddingId: string;
  languages: readonly GuestLanguage[];
  /** The language that is written in; the preview follows it. */
  language: GuestLanguage;
  /** Changes with every save: the page is drawn anew. */
  edition: number;
};

/** The page as it would be, on a phone, through the eyes of a public visitor or of one family. */
export function Preview({ weddingId, languages, language, edition }: PreviewProps) {
  const [family, setFamily] = useState<{ id: string; name: string }>();
  const [chosen, setChosen] = useState<{ follows: GuestLanguage; is: GuestLanguage }>();
  const shown = chosen?.follows === language && languages.includes(chosen.is) ? chosen.is : language;
  const href = previewHref(weddingId, { language: shown, ...(family ? { unitId: family.id } : {}) });
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-2 gap-2">
        <AsWhom weddingId={weddingId} family={family} onChoose={setFamily} />
        <SelectField
          label="Language"
          value={shown}
          onChange={(event) => setChosen({ follows: language, is: event.target.value as GuestLanguage })}
          options={languages.map((code) => ({ value: code, label: GUEST_LANGUAGES[code].name }))}
        />
      </div>
      <Frame href={href} edition={edition} />
      <a
        href={href}
        target="_blank"
        rel="noreferrer"
        className={`${buttonLook({ variant: "quiet", size: "sm" })} justify-self-start no-underline`}
      >
        <ExternalLink aria-hidden="true" />
        Open the preview in full
        <span className="sr-only">, in a new tab</span>
      </a>
    </div>
  );
}

/** Keeps its place while the page in it is drawn anew. */
function Frame({ href, edition }: { href: string; edition: number }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [src] = useState(href);
  const drawn = useRef({ href, edition });
  const scrolled = useRef(0);
  useEffect(() => {
    if (drawn.current.href === href && drawn.current.edition === edition) return;
    drawn.current = { href, edition };
    const view = frame.current?.contentWindow;
    if (!view) return;
    scrolled.current = view.scrollY;
    // Not the `src`: that would leave an entry for "back" with every word.
    view.location.replace(href);
  }, [href, edition]);
  return (
    <iframe
      ref={frame}
      src={src}
      title="What guests will see"
      onLoad={(event) => {
        const view = event.currentTarget.contentWindow;
        view?.scrollTo(0, scrolled.current);
        if (view) keepInside(view);
      }}
      className="h-[42rem] max-h-[calc(100vh-16rem)] min-h-96 w-full rounded-md border border-line-strong bg-surface"
    />
  );
}

/** A tap on a map or on an answer leads nowhere here; the page's own switch of languages works. */
function keepInside(view: Window): void {
  const inert = (event: Event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    const own = link?.pathname === view.location.pathname;
    if (event.type === "submit" || (link && !own)) event.preventDefault();
  };
  view.document.addEventListener("click", inert, true);
  view.document.addEventListener("submit", inert, true);
}

type AsWhomProps = {
  weddingId: string;
  family: { id: string; name: string } | undefined;
  onChoose: (family: { id: string; name: string } | undefined) => void;
};

function AsWhom({ weddingId, family, onChoose }: AsWhomProps) {
  const [open, setOpen] = useState(false);
  const [hit, setHit] = useState<GuestHit>();
  return (
    <>
      <SelectField
        label="Seen by"
        value={family ? "family" : "public"}
        onChange={(event) => (event.target.value === "public" ? onChoose(undefined) : setOpen(true))}
        options={[
          { value: "public", label: "A public visitor" },
          ...(family ? [{ value: "family", label: family.name }] : []),
          { value: "choose", label: family ? "Another family" : "A family" },
        ]}
      />
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="See it as a family"
        sentence="With the functions this family is invited to. Nothing is answered or counted by looking."
        footer={
          <Button
            variant="primary"
            disabled={!hit}
            onClick={() => {
              if (hit) onChoose({ id: hit.unitId, name: hit.family });
              setOpen(false);
            }}
          >
            Show it
          </Button>
        }
      >
        <GuestPicker
          weddingId={weddingId}
          of="families"
          label="Which family"
          legend="Families found"
          without={[]}
          value={hit}
          onChange={setHit}
        />
      </Dialog>
    </>
  );
}
