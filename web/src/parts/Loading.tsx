import { common } from "../text/en/common";

/** Says that something is on its way; shown only after a moment, so that quick answers do not flicker. */
export function Loading() {
  return (
    <p class="loading" role="status">
      {common("loading")}
    </p>
  );
}
