import { createTransport } from "nodemailer";
import { db } from "@/db/client";
import { devMail } from "@/db/schema/access";
import { env, isEmbedded } from "@/lib/platform/env";
import type { Mailer } from "@/lib/platform/ports";

/** SMTP where a server is configured; in embedded mode without one, the page /dev/mail and the console. */
export function mailer(): Mailer {
  const { MAIL_SERVER, MAIL_FROM } = env();
  if (MAIL_SERVER) {
    const transport = createTransport(MAIL_SERVER);
    return {
      async send(mail) {
        await transport.sendMail({ from: MAIL_FROM, ...mail });
      },
    };
  }
  if (!isEmbedded()) throw new Error("MAIL_SERVER is missing.");
  return {
    async send({ to, subject, text }) {
      await db().insert(devMail).values({ to, subject, body: text });
      process.stdout.write(
        `\n  Mail to ${to}: ${subject}\n${text.replace(/^/gm, "    ")}\n  (also at ${env().APP_URL}/dev/mail)\n\n`,
      );
    },
  };
}
