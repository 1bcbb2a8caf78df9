import { useEffect, useState } from "react";

/** False while what mounts is drawn for the first time, true from the next frame on: for what is heavy and can come behind. */
export function useAfterFirstFrame(): boolean {
  const [after, setAfter] = useState(false);
  useEffect(() => {
    const request = requestAnimationFrame(() => setAfter(true));
    return () => cancelAnimationFrame(request);
  }, []);
  return after;
}
