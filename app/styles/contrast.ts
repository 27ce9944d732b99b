/* Contrast of two colours as WCAG 2.2 counts it, from oklch text. For the test of the tokens. */

/** Reads `oklch(45.5% 0.13 256)`; undefined for anything else, also with alpha. */
export function parseOklch(text: string): [lightness: number, chroma: number, hue: number] | undefined {
  const match = /^oklch\(\s*([\d.]+)%\s+([\d.]+)\s+([\d.]+)\s*\)$/.exec(text.trim());
  return match ? [Number(match[1]) / 100, Number(match[2]), Number(match[3])] : undefined;
}

/** Linear sRGB, clipped to the screen's gamut. @see Björn Ottosson, "A perceptual color space for image processing", 2020. */
function toLinearSrgb([lightness, chroma, hue]: readonly [number, number, number]): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** 1 (the same) to 21 (black on white). @see WCAG 2.2, "contrast ratio" and "relative luminance". @throws Error for other colours. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(text: string): number {
  const colour = parseOklch(text);
  if (!colour) throw new Error(`not a plain oklch colour: ${text}`);
  const [red, green, blue] = toLinearSrgb(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
