import { useLocation } from "preact-iso";

import { useShortcut } from "../../parts/shortcuts";
import { listed } from "../../state/listed";
import { useStore } from "../../state/store";
import { t } from "../../text/en/incident";

const addressOf = (id: string): string => `/incidents/${encodeURIComponent(id)}`;

function Step({ to, label, path }: { to: string | undefined; label: string; path: string }) {
  const arrow = (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
  if (to === undefined) return <span class="button incident-no-neighbour">{arrow}</span>;
  return (
    <a class="button" href={addressOf(to)} aria-label={label} title={label}>
      {arrow}
    </a>
  );
}

/** The ways to the incidents before and after this one in the list that was last shown. */
export function Neighbours({ id }: { id: string }) {
  const { route } = useLocation();
  const ids = useStore(listed);
  const at = ids.indexOf(id);
  const [before, after] = at < 0 ? [undefined, undefined] : [ids[at - 1], ids[at + 1]];
  useShortcut("j", t("keysNext"), () => after !== undefined && route(addressOf(after)));
  useShortcut("k", t("keysPrevious"), () => before !== undefined && route(addressOf(before)));
  if (at < 0) return null;
  return (
    <nav class="incident-neighbours" aria-label={t("neighbours")}>
      <Step to={before} label={t("previous")} path="M10 3 5 8l5 5" />
      <span class="quiet small">{t("placeInList", { n: at + 1, of: ids.length })}</span>
      <Step to={after} label={t("next")} path="m6 3 5 5-5 5" />
    </nav>
  );
}
