/** A place as Google Places (New) tells of it, and the short link that leads to it. */
export interface PlaceJson {
  id: string;
  name: string;
  displayName: { text: string; languageCode: string };
  formattedAddress: string;
  location: { latitude: number; longitude: number };
  googleMapsUri: string;
  types: string[];
  rating: number;
  photos: {
    name: string;
    widthPx: number;
    heightPx: number;
    authorAttributions: { displayName: string; uri: string }[];
  }[];
  short: string;
}

type Line = [text: string, address: string, latitude: number, longitude: number];

/** Real names at real corners; a chain among them, which no name alone decides. */
const LINES: readonly Line[] = [
  ["Trishna", "7, Sai Baba Marg, Kala Ghoda, Fort, Mumbai, Maharashtra 400001, India", 18.9288, 72.8322],
  [
    "The Bombay Canteen",
    "Process House, Kamala Mills, Lower Parel, Mumbai, Maharashtra 400013, India",
    19.0048,
    72.8277,
  ],
  ["Karim's", "16, Gali Kababian, Jama Masjid, Delhi, 110006, India", 28.6494, 77.2335],
  ["Moti Mahal", "3704, Netaji Subhash Marg, Daryaganj, New Delhi, Delhi 110002, India", 28.6469, 77.2403],
  [
    "Bukhara",
    "ITC Maurya, Sardar Patel Marg, Chanakyapuri, New Delhi, Delhi 110021, India",
    28.5971,
    77.1735,
  ],
  ["Barbeque Nation", "100 Feet Road, Indiranagar, Bengaluru, Karnataka 560038, India", 12.9719, 77.6412],
  ["Barbeque Nation", "80 Feet Road, Koramangala, Bengaluru, Karnataka 560095, India", 12.9352, 77.6245],
];

export const PLACES: readonly PlaceJson[] = LINES.map(([text, formattedAddress, latitude, longitude], n) => {
  const id = `ChIJstandIn${String(n + 1).padStart(12, "0")}`;
  return {
    id,
    name: `places/${id}`,
    displayName: { text, languageCode: "en" },
    formattedAddress,
    location: { latitude, longitude },
    googleMapsUri: `https://maps.google.com/?cid=${1_000_000_000 + n}`,
    types: ["restaurant", "food", "point_of_interest", "establishment"],
    rating: 4.3,
    photos: [
      {
        name: `places/${id}/photos/AUc7tX${n}standIn`,
        widthPx: 4032,
        heightPx: 3024,
        authorAttributions: [{ displayName: "Asha Kulkarni", uri: "https://maps.google.com/maps/contrib/1" }],
      },
    ],
    short: `standIn${n + 1}`,
  };
});
