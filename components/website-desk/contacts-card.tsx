"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toaster";
import { ContactDialog } from "@/components/website-desk/contact-dialog";
import { useDesk } from "@/components/website-desk/desk-context";
import { type GuestLanguage, inLanguage, type Words } from "@/lib/kernel/languages";
import type { SiteContact } from "@/lib/website/types";

const MOST = 6;

function Relation({ words, language }: { words: Words; language: GuestLanguage }) {
  const said = inLanguage(words, language);
  return said ? (
    <span lang={said.language} className="min-w-0 break-words">
      {said.text}
    </span>
  ) : null;
}

/** Who really invites, with a number to call: the first thing a doubtful guest looks for. */
export function ContactsCard() {
  const { content, change, language } = useDesk();
  const [open, setOpen] = useState<number | "new">();
  const { contacts } = content;
  const put = (contact: SiteContact) => {
    change((now) => ({
      ...now,
      contacts:
        open === "new" || open === undefined
          ? [...now.contacts, contact]
          : now.contacts.map((one, at) => (at === open ? contact : one)),
    }));
    setOpen(undefined);
  };
  const remove = (at: number) => {
    const gone = contacts[at]!;
    change((now) => ({ ...now, contacts: now.contacts.filter((_, place) => place !== at) }));
    notify.done(`${gone.name} is taken off the page`, {
      undo: () => change((now) => ({ ...now, contacts: now.contacts.toSpliced(at, 0, gone) })),
    });
  };
  return (
    <Card aria-labelledby="desk-contacts">
      <CardHeader
        id="desk-contacts"
        title="Who really invites you"
        sentence="Relatives a guest can call to ask whether the invitation is real. The public page shows names alone; numbers are shown to invited families on their own link."
      />
      <CardBody className="grid gap-3">
        {contacts.length > 0 ? (
          <ul className="grid gap-2">
            {contacts.map((one, at) => (
              <li
                // Two of one name and number would be one entry.
                key={`${one.name} ${one.phone}`}
                className="flex items-center gap-1 rounded-md border border-line py-1 ps-3 pe-1"
              >
                <span className="min-w-0 flex-1">
                  <span className="block break-words font-medium">{one.name}</span>
                  <span className="flex flex-wrap gap-x-3 text-muted text-sm">
                    <Relation words={one.relation} language={language} />
                    <span className="tabular">{one.phone}</span>
                  </span>
                </span>
                <Button
                  variant="quiet"
                  size="icon"
                  aria-label={`Change ${one.name}`}
                  onClick={() => setOpen(at)}
                >
                  <Pencil aria-hidden="true" />
                </Button>
                <Button
                  variant="quiet"
                  size="icon"
                  aria-label={`Remove ${one.name}`}
                  onClick={() => remove(at)}
                >
                  <Trash2 aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        ) : null}
        {contacts.length < MOST ? (
          <Button className="justify-self-start" onClick={() => setOpen("new")}>
            <Plus aria-hidden="true" />
            Add somebody to call
          </Button>
        ) : null}
        {open === undefined ? null : (
          <ContactDialog
            contact={open === "new" ? undefined : contacts[open]}
            onDone={put}
            onClose={() => setOpen(undefined)}
          />
        )}
      </CardBody>
    </Card>
  );
}
