import { useEffect, useState, useSyncExternalStore } from "react";
import { registerSW } from "virtual:pwa-register";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";

/** How often a page that stays open asks whether there is a newer version, in milliseconds. */
const askEvery = 60 * 60 * 1000;

/**
 * Keeps the app on this machine, so that it opens without a network, and tells when that has an end: a newer version that waits to be
 * used, or no network at all.
 */
export function OfflineWord() {
  const online = useOnline();
  const [kept, setKept] = useState(false);
  const [update, setUpdate] = useState<(() => void) | null>(null);
  useEffect(() => {
    let asking: ReturnType<typeof setInterval> | undefined;
    const change = registerSW({
      onOfflineReady: () => setKept(true),
      onNeedRefresh: () => setUpdate(() => () => void change(true)),
      onRegisteredSW(_, registration) {
        if (registration) asking = setInterval(() => void registration.update().catch(() => undefined), askEvery);
      },
    });
    return () => clearInterval(asking);
  }, []);
  return (
    <>
      {update && (
        <Popover label={t("A newer version")} trigger={<Button look="plain" className="header-update" children={t("update ready")} />}>
          <p>
            {t(
              "A newer version of the workbench is on this machine. This page is still the older one; your run and settings are kept when you change.",
            )}
          </p>
          <Button look="primary" onClick={update} children={t("Reload with the newer version")} />
        </Popover>
      )}
      {!online && (
        <Popover label={t("No network")} trigger={<Button look="plain" className="header-offline" children={t("offline")} />}>
          <p>{t("There is no network. What computes in this browser goes on as ever; a server and live sources cannot be reached.")}</p>
        </Popover>
      )}
      <span className="visually-hidden" role="status">
        {update
          ? t("A newer version of the workbench is ready; reload to use it.")
          : kept
            ? t("The workbench is kept on this machine and opens without a network.")
            : ""}
      </span>
    </>
  );
}

const useOnline = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
  );
