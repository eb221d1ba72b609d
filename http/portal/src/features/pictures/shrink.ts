const SIDE = 256;
const MAX_BASE64 = 250_000;

/** A file as a picture small enough to be sent, in Base64; rejects where the browser cannot read it. */
export async function shrink(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const base64 = (type: string) => canvas.toDataURL(type, 0.9).replace(/^[^,]*,/, '');
  const png = base64('image/png');
  // PNG keeps what is see-through; a photo is far smaller as JPEG.
  return png.length <= MAX_BASE64 ? png : base64('image/jpeg');
}
