// An act that reaches the other can be undone for ten seconds. When they are over, the offer goes.

export function mount(offers) {
  for (const offer of offers) {
    const left = Number(offer.dataset.until) * 1000 - Date.now();
    setTimeout(() => offer.isConnected && offer.remove(), Math.max(0, Math.min(left, 12_000)));
  }
}
