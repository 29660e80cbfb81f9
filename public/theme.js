// Before the first paint: sets theme and language, so that a dark page never flashes white, and asks for what
// a book takes, so that who has one waits for it only once.
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

try {
  const parts = document.querySelector('meta[name="wellkept-parts"]')?.content.split(" ").filter(Boolean) ?? [];
  for (const part of localStorage.getItem("wellkept.book") ? parts : []) {
    const link = Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
    link.href = part;
    document.head.append(link);
  }
} catch {
  // Without localStorage the parts come a little later.
}
