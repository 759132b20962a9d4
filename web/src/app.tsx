import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { useTokenWanted } from "./api/token";
import { useApi } from "./api/use";
import { Evidence } from "./parts/Evidence";
import { shownEvidence } from "./parts/evidence";
import { pageTitle } from "./parts/title";
import { ROUTES } from "./routes";
import { Crash } from "./shell/Crash";
import { Header } from "./shell/Header";
import { KeyHelp } from "./shell/KeyHelp";
import NotFound from "./shell/NotFound";
import { TokenForm } from "./shell/TokenForm";
import { takeNames } from "./state/names";
import { useSettings } from "./state/settings";
import { useStore } from "./state/store";
import { common } from "./text/en/common";

// paths that the server answers with something else than a page
const OURS = /^\/(?!api(?:\/|$))/;

function Pages({ onOpened }: { onOpened: () => void }) {
  return (
    <Router onRouteChange={onOpened}>
      {ROUTES.map(({ path, component }) => (
        <Route key={path} path={path} component={component} />
      ))}
      <Route default component={NotFound} />
    </Router>
  );
}

function Shell() {
  const { path } = useLocation();
  const settings = useSettings();
  const tokenWanted = useTokenWanted();
  const title = useStore(pageTitle);
  // texts, numbers and times are written when a page is drawn, so that it is drawn anew when they are set otherwise
  const written = `${settings.language} ${settings.numbers} ${settings.zone}`;
  const names = useApi("/names", {}).data;
  useEffect(() => {
    if (names) takeNames(names);
  }, [names]);
  const main = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState("");
  useEffect(() => {
    document.documentElement.lang = settings.language;
  }, [settings.language]);
  // a page that opens takes the focus, so that who cannot see it hears where they are
  const entered = useCallback(() => {
    shownEvidence.set(null);
    const heading = main.current?.querySelector<HTMLElement>("h1[tabindex]");
    (heading ?? main.current)?.focus({ preventScroll: true });
    setOpened(location.pathname);
  }, []);
  return (
    <>
      <a class="skip" href="#main" onClick={() => main.current?.focus()}>
        {common("skip")}
      </a>
      <Header />
      <main id="main" tabIndex={-1} ref={main}>
        <Crash where={path}>{tokenWanted ? <TokenForm /> : <Pages key={written} onOpened={entered} />}</Crash>
      </main>
      <p class="unseen" role="status">
        {opened && title ? common("opened", { page: title }) : ""}
      </p>
      <Evidence />
      <KeyHelp />
    </>
  );
}

/** The desk: its head, the page that its address names, and what opens over it. */
export function App() {
  return (
    <LocationProvider scope={OURS}>
      <Shell />
    </LocationProvider>
  );
}
