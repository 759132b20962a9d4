import { lazy } from "preact-iso";

/** Every page: its path and its component, which is a chunk of its own. The server answers the same paths. */
export const ROUTES = [
  { path: "/", component: lazy(() => import("./pages/situation")) },
  { path: "/incidents/:id", component: lazy(() => import("./pages/incident")) },
  { path: "/reports/:id", component: lazy(() => import("./pages/report")) },
  { path: "/statements", component: lazy(() => import("./pages/statements")) },
  { path: "/speakers/:id", component: lazy(() => import("./pages/speaker")) },
  { path: "/actors", component: lazy(() => import("./pages/actors")) },
  { path: "/actors/:id", component: lazy(() => import("./pages/actor")) },
  { path: "/places", component: lazy(() => import("./pages/places")) },
  { path: "/places/:id", component: lazy(() => import("./pages/place")) },
  { path: "/dyads", component: lazy(() => import("./pages/dyads")) },
  { path: "/read", component: lazy(() => import("./pages/read")) },
  { path: "/queue", component: lazy(() => import("./pages/queue")) },
] as const;

/** The pages of the navigation, with the second of the two keys that open them. */
export const NAVIGATION = [
  { path: "/", text: "situation", key: "s" },
  { path: "/statements", text: "statements", key: "t" },
  { path: "/actors", text: "actors", key: "a" },
  { path: "/places", text: "places", key: "p" },
  { path: "/dyads", text: "dyads", key: "d" },
  { path: "/read", text: "read", key: "r" },
  { path: "/queue", text: "queue", key: "q" },
] as const;

// pages that are reached through another one of the navigation
const UNDER: readonly (readonly [string, string])[] = [["/incidents/", "/"], ["/reports/", "/queue"], ["/speakers/", "/statements"]];

/** Say which entry of the navigation a path belongs to, and whether it is that very page. */
export function navigationOf(path: string): { under: string; exact: boolean } {
  const through = UNDER.find(([begin]) => path.startsWith(begin));
  if (through) return { under: through[1], exact: false };
  const found = NAVIGATION.find((each) => each.path !== "/" && (path === each.path || path.startsWith(`${each.path}/`)));
  const under = found?.path ?? (path === "/" ? "/" : "");
  return { under, exact: path === under };
}
