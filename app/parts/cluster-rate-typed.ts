/** A rate as typed (`1.25`) in thousandths; undefined for what is no such number. Its range is the service's to say. Never throws. */
export function rateMilliTyped(text: string): number | undefined {
  const typed = text.trim();
  return /^\d{1,6}([.,]\d{1,6})?$/.test(typed)
    ? Math.round(Number(typed.replace(',', '.')) * 1000)
    : undefined;
}
