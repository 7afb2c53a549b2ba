"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { usePlainKey } from "@/components/shared/use-plain-key";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

export type Shortcut = { keys: readonly string[]; does: string };
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };
/** `g` and then this key goes to the address. */
export type GoKey = { key: string; href: string; label: string };

export type ShortcutsProps = {
  go?: readonly GoKey[];
  groups?: readonly ShortcutGroup[];
  words?: Partial<ShortcutWords>;
  /** The button is not drawn; `?` still opens the list. */
  buttonHidden?: boolean;
};

export type ShortcutWords = {
  title: string;
  sentence: string;
  everywhere: string;
  search: string;
  help: string;
  close: string;
  goTo: string;
};

const english: ShortcutWords = {
  title: "Keys",
  sentence: "Everything here can also be done with the mouse or a finger.",
  everywhere: "Everywhere",
  search: "Search",
  help: "This list",
  close: "Close what is open",
  goTo: "Go to",
};

export function Shortcuts({ go = [], groups = [], words, buttonHidden = false }: ShortcutsProps) {
  const say = { ...english, ...words };
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const leadAt = useRef(0);

  usePlainKey((event) => {
    if (event.key === "?") {
      event.preventDefault();
      setOpen(true);
      return;
    }
    const led = event.timeStamp - leadAt.current < 1200;
    leadAt.current = event.key === "g" && !led ? event.timeStamp : 0;
    const to = led ? go.find((one) => one.key === event.key) : undefined;
    if (to) router.push(to.href);
  });

  const all: readonly ShortcutGroup[] = [
    {
      title: say.everywhere,
      shortcuts: [
        { keys: ["/"], does: say.search },
        { keys: ["?"], does: say.help },
        { keys: ["Esc"], does: say.close },
      ],
    },
    ...(go.length > 0
      ? [{ title: say.goTo, shortcuts: go.map((one) => ({ keys: ["g", one.key], does: one.label })) }]
      : []),
    ...groups,
  ];

  return (
    <>
      {buttonHidden ? null : (
        <Button
          variant="quiet"
          size="icon"
          aria-label={say.title}
          aria-keyshortcuts="?"
          onClick={() => setOpen(true)}
        >
          <Keyboard aria-hidden="true" />
        </Button>
      )}
      <Dialog open={open} onOpenChange={setOpen} title={say.title} sentence={say.sentence} width="md">
        <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {all.map((group) => (
            <section key={group.title}>
              <h3 className="mb-1 text-muted text-sm">{group.title}</h3>
              <dl>
                {group.shortcuts.map((one) => (
                  <div key={one.does} className="flex min-h-9 items-center justify-between gap-4">
                    <dt>{one.does}</dt>
                    <dd className="flex gap-1">
                      {one.keys.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}
