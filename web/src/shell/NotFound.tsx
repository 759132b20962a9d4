import { Empty } from "../parts/Empty";
import { PageHead } from "../parts/PageHead";
import { common } from "../text/en/common";

/** Stands at every path that no page has. */
export default function NotFound() {
  return (
    <>
      <PageHead title={common("notFound")} />
      <Empty title={common("notFoundHelp")}>
        <p>
          <a href="/">{common("toSituation")}</a>
        </p>
      </Empty>
    </>
  );
}
