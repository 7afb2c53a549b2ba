import sharp from "sharp";
import { POST } from "@/app/api/weddings/[wedding]/photos/route";
import { GET as getPhoto } from "@/app/media/[photo]/[size]/route";
import { GET as getPreview } from "@/app/media/og/[hash]/[shape]/route";

/** A picture with enough in it that its bytes are not all alike. */
export const scene = (width: number, height: number) =>
  sharp({
    create: {
      width: 60,
      height: 45,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .resize(width, height, { fit: "fill" })
    .jpeg({ quality: 80 });

/** As the console sends it. */
export const upload = async (weddingId: string, bytes: Buffer, name = "us.jpg") => {
  const request = new Request(`http://localhost:3000/api/weddings/${weddingId}/photos?name=${name}`, {
    method: "POST",
    body: new Uint8Array(bytes),
  });
  const answer = await POST(request, { params: Promise.resolve({ wedding: weddingId }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, never> };
};

export const fetchPhoto = (url: string) => {
  const [, , photo, size] = url.split("/") as [string, string, string, string];
  return getPhoto(new Request(`http://localhost:3000${url}`), { params: Promise.resolve({ photo, size }) });
};

export const fetchPreview = (url: string) => {
  const [hash, shape] = new URL(url).pathname.split("/").slice(3) as [string, string];
  return getPreview(new Request(url), { params: Promise.resolve({ hash, shape }) });
};
