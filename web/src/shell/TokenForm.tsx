import { useEffect, useId, useRef } from "preact/hooks";

import { takeToken, token } from "../api/token";
import { PageHead } from "../parts/PageHead";
import { common } from "../text/en/common";

/** Asks for a token where the desk wants one; it stands in place of the page. */
export function TokenForm() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const use = (event: Event) => {
    event.preventDefault();
    const secret = field.current?.value.trim();
    if (secret) takeToken(secret);
  };
  return (
    <>
      <PageHead title={common("tokenTitle")} />
      {token() !== null && (
        <p class="notice notice-bad" role="alert">
          {common("tokenWrong")}
        </p>
      )}
      <form class="token" onSubmit={use}>
        <p>{common("tokenHelp")}</p>
        <div class="field">
          <label for={id}>{common("tokenField")}</label>
          <input id={id} ref={field} type="password" autoComplete="off" required />
        </div>
        <button type="submit" class="main">
          {common("tokenUse")}
        </button>
      </form>
    </>
  );
}
