// Loads both bundled typefaces before the first frame, so that no text moves when they arrive. Never fails: the fallbacks stand in.

export async function loadFonts(): Promise<void> {
  const faces = ['400 13px "Inter Variable"', '400 12px "JetBrains Mono Variable"'];
  await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
}
