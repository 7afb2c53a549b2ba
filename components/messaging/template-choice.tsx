import { MessagePreview } from "@/components/messaging/message-preview";
import { Badge } from "@/components/ui/badge";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Tone } from "@/components/ui/tone";
import { sampleOf } from "@/lib/messaging/rules/draft";
import type { Fill } from "@/lib/messaging/rules/parameters";
import { wholeMessage } from "@/lib/messaging/rules/render";

export type TemplateOption = {
  id: string;
  senderId: string;
  name: string;
  language: string;
  /** As the provider calls it; PERSONAL from a relative's phone. */
  category: string;
  status: string;
  body: string;
  parameters: readonly string[];
  fills: readonly Fill[] | null;
  header: { format: string; text?: string } | null;
  footer: string | null;
  buttons: readonly string[];
  urlButton: { text: string } | null;
};

const statuses: Record<string, { label: string; tone: Tone }> = {
  APPROVED: { label: "Approved by WhatsApp", tone: "yes" },
  PENDING: { label: "WhatsApp is looking at it", tone: "pending" },
  PAUSED: { label: "Paused by WhatsApp", tone: "attention" },
  REJECTED: { label: "Refused by WhatsApp", tone: "failed" },
};

const statusOf = ({ category, status }: TemplateOption): { label: string; tone: Tone } =>
  category === "PERSONAL"
    ? { label: "Your own text", tone: "neutral" }
    : (statuses[status] ?? { label: `WhatsApp says: ${status.toLowerCase()}`, tone: "attention" });

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** "invite_card_1" reads better as "invite card 1". */
export const templateTitle = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export type TemplateChoiceProps = {
  templates: readonly TemplateOption[];
  value: string;
  onChange: (id: string) => void;
  hosts: string;
  error?: string;
};

export function TemplateChoice({ templates, value, onChange, hosts, error }: TemplateChoiceProps) {
  const chosen = templates.find((template) => template.id === value);
  return (
    <div className="grid gap-4">
      <RadioGroup
        legend="Message"
        name="template"
        value={value}
        onValueChange={onChange}
        {...(error ? { error } : {})}
        options={templates.map((template) => {
          const status = statusOf(template);
          return {
            value: template.id,
            label: (
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span>
                  {templateTitle(template.name)}
                  <span className="text-muted">, {languageName(template.language)}</span>
                </span>
                <Badge tone={status.tone}>{status.label}</Badge>
              </span>
            ),
          };
        })}
      />
      {chosen ? (
        <div>
          <p className="mb-2 text-muted text-sm">As a family of three would read it</p>
          <MessagePreview
            text={wholeMessage(chosen, sampleOf(chosen, hosts))}
            buttons={[...chosen.buttons, ...(chosen.urlButton ? [chosen.urlButton.text] : [])]}
          />
          {chosen.status === "APPROVED" ? null : (
            <p className="mt-2 text-amber-ink text-sm">
              You can prepare with it, but nobody gets it until WhatsApp has approved it.
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}
