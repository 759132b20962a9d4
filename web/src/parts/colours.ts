/** Give the colour that a token of the style sheet has now, for drawing on a canvas. */
export function colour(token: string): string {
  const probe = document.createElement("span");
  probe.style.setProperty("color", `var(${token})`);
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
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
