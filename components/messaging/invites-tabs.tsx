import { LinkTabs } from "@/components/ui/link-tabs";

/** The rooms of Invites: what was sent, who is called, who is reminded, and what it is sent with. */
export function InvitesTabs({ weddingId }: { weddingId: string }) {
  const base = `/weddings/${weddingId}/runs`;
  return (
    <LinkTabs
      className="mb-6"
      label="Invites"
      items={[
        { href: base, label: "Invites" },
        { href: `${base}/reminders`, label: "Reminders" },
        { href: `${base}/calls`, label: "Call list" },
        { href: `${base}/senders`, label: "Numbers and messages" },
        { href: `${base}/rules`, label: "When, and costs" },
      ]}
    />
  );
}
