export const STAND_IN_PLACES_KEY = "AIza-stand-in-places-key";

/** What the product's adapter reads from the environment; both addresses are the stand-in's. */
export const placesEnv = (url: string): Record<string, string> => ({
  GOOGLE_PLACES_URL: url,
  GOOGLE_MAPS_LINKS_URL: `${url}/maps.app.goo.gl`,
  GOOGLE_PLACES_KEY: STAND_IN_PLACES_KEY,
  GOOGLE_PLACES_PHOTOS: "1",
});
