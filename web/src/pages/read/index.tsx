import { PageHead } from "../../parts/PageHead";
import { t } from "../../text/en/read";

/** Where a report is read. */
export default function Page() {
  return <PageHead title={t("title")} />;
}
