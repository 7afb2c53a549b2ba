/** The one client the stand-in for Google knows, unless it is told of another. */
export const STAND_IN_CLIENT = {
  id: "stand-in.apps.googleusercontent.com",
  secret: "GOCSPX-stand-in-secret",
};

/** What the product's adapter reads from the environment; all three addresses are the stand-in's. */
export const googleEnv = (url: string, client = STAND_IN_CLIENT): Record<string, string> => ({
  GOOGLE_OAUTH_URL: url,
  GOOGLE_TOKEN_URL: url,
  GOOGLE_PEOPLE_URL: url,
  GOOGLE_CONTACTS_CLIENT_ID: client.id,
  GOOGLE_CONTACTS_CLIENT_SECRET: client.secret,
});
