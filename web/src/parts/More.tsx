import type { Listed } from "../api/use";
import { common } from "../text/en/common";
import { Failure } from "./Failure";
import { Loading } from "./Loading";

/** Stands under a list that comes page by page: loads more, says how many are shown, and what went wrong. */
export function More<T>({ list }: { list: Listed<T> }) {
  const n = list.rows.length;
  return (
    <div class="more">
      {list.error && <Failure error={list.error} retry={list.more ?? list.reload} />}
      {list.loading && <Loading />}
      {!list.loading && n > 0 && (
        <span class="quiet" role="status">
          {list.more ? common("shownSome", { n }) : common("shownAll", { n })}
        </span>
      )}
      {list.more && !list.loading && (
        <button type="button" onClick={list.more}>
          {common("more")}
        </button>
      )}
    </div>
  );
}
