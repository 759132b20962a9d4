import { useLocation } from "preact-iso";
import { useRef } from "preact/hooks";

import { useShortcut } from "../parts/shortcuts";
import { NAVIGATION, navigationOf } from "../routes";
import { SettingsButton } from "../settings/SettingsButton";
import { common } from "../text/en/common";

function Entry({ path, text, shortcut }: { path: string; text: string; shortcut: string }) {
  const location = useLocation();
  useShortcut(`g ${shortcut}`, common("keysGo", { page: text }), () => location.route(path), true);
  const { under, exact } = navigationOf(location.path);
  const current = under === path ? (exact ? "page" : "true") : undefined;
  return (
    <li>
      <a href={path} aria-current={current}>
        {text}
      </a>
    </li>
  );
}

function Search() {
  const { path, query, route } = useLocation();
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", common("keysSearch"), () => field.current?.select(), true);
  const go = (event: Event) => {
    event.preventDefault();
    const words = field.current?.value.trim() ?? "";
    route(words ? `/?text=${encodeURIComponent(words)}` : "/");
  };
  return (
    <form class="search" role="search" aria-label={common("search")} onSubmit={go}>
      <input
        ref={field}
        type="search"
        aria-label={common("search")}
        placeholder={common("searchHint")}
        maxLength={2000}
        defaultValue={path === "/" ? (query.text ?? "") : ""}
      />
    </form>
  );
}

/** The head of every page: the name of the desk, the pages, the search and the settings. */
export function Header() {
  return (
    <header class="header">
      <a class="name" href="/">
        {common("desk")}
      </a>
      <nav aria-label={common("navigation")}>
        <ul>
          {NAVIGATION.map(({ path, text, key }) => (
            <Entry key={path} path={path} text={common(text)} shortcut={key} />
          ))}
        </ul>
      </nav>
      <Search />
      <SettingsButton />
    </header>
  );
}
