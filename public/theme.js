// Before the first paint: sets theme and language, so that a dark page never flashes white.
try {
  const kept = JSON.parse(localStorage.getItem("wellkept.preferences") ?? "{}");
  if (["light", "dark", "system"].includes(kept.theme)) {
    document.documentElement.dataset.theme = kept.theme;
  }
  if (["zh-CN", "en"].includes(kept.language)) {
    document.documentElement.lang = kept.language;
  }
} catch {
  // Storage is denied or its content is not ours: the page starts with its defaults.
}
