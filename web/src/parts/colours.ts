/** Give the colour that a token of the style sheet has now, for drawing on a canvas. */
export function colour(token: string): string {
  const probe = document.createElement("span");
  probe.style.setProperty("color", `var(${token})`);
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Say whether a colour is dark. */
export function isDark(told: string): boolean {
  const parts = told.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
  return parts.reduce((sum, part) => sum + part, 0) < 384;
}

/** Be told when the theme changes, by setting or by the system. */
export function onTheme(heard: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const own = new MutationObserver(heard);
  own.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", heard);
  return () => {
    own.disconnect();
    system.removeEventListener("change", heard);
  };
}
