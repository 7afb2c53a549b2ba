import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readTheme, themeAttribute, themeCookie } from "@/components/shared/theme";
import { ThemeScript } from "@/components/shared/theme-script";
import { Toaster } from "@/components/ui/toaster";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "ParinayaOS", template: "%s · ParinayaOS" },
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.svg" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f3" },
    { media: "(prefers-color-scheme: dark)", color: "#14110f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request makes every page dynamic, which the nonce of its scripts needs.
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en-IN" suppressHydrationWarning {...themeAttribute(theme)}>
      <head>
        <ThemeScript {...(nonce ? { nonce } : {})} />
      </head>
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
