// Runs before the first paint, so that a page never flashes in the other theme; src/state/settings.ts does the rest.
try {
  var theme = JSON.parse(localStorage.getItem("tocsin.settings") || "{}").theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing, or keeps what is not ours: the system's theme it is
}
