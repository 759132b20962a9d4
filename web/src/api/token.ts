import { makeStore, useStore } from "../state/store";

const KEPT = "tocsin.token";
// kept for this tab alone, and gone when it is closed
const wanted = makeStore(false);
const given = makeStore<string | null>(kept());

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Give the token that requests are sent with, if there is one. */
export const token = (): string | null => given.get();

/** Say whether the server asks for a token that this tab does not have. */
export const useTokenWanted = (): boolean => useStore(wanted);

/** Note that the server asked for a token, or for another one. */
export const askForToken = (): void => wanted.set(true);

/** Take a token for this tab, or forget it. */
export function takeToken(secret: string | null): void {
  given.set(secret);
  wanted.set(false);
  try {
    if (secret === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, secret);
  } catch {
    // it holds until the page is closed
  }
}

/** Be told when another token is used. */
export const onToken = (heard: () => void): (() => void) => given.listen(heard);
