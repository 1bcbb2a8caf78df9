/** How the page of a run looks, in light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fff, #16191c); color: light-dark(#16191c, #e8eaec); }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
a { color: light-dark(#0b62b0, #7cc0ff); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
figure { margin: 1rem 0; padding: 1rem; background: #fff; color: #16191c; }
figure svg { max-width: 100%; height: auto; }
#frame { display: block; width: 100%; max-width: 40rem; image-rendering: pixelated; }
.bar { display: flex; gap: .75rem; align-items: center; max-width: 40rem; margin-top: .5rem; }
.bar input { flex: 1; } button { min-height: 40px; padding: 0 1rem; font: inherit; }
table { border-collapse: collapse; } th, td { text-align: left; font-weight: 400; padding: .25rem 1rem .25rem 0; overflow-wrap: anywhere; }
td, pre, output { font-family: ui-monospace, monospace; font-size: .875rem; }
pre { overflow: auto; max-height: 24rem; padding: 1rem; border: 1px solid light-dark(#ccd1d6, #3a4046); }
`;

/** Plays the recorded frames in a loop; it begins by itself unless less motion is asked for. */
export const pagePlayer = `
"use strict";
(() => {
  const { frameRate, frames } = JSON.parse(document.getElementById("mfn-frames").textContent);
  const [picture, play, at, when] = ["frame", "play", "at", "when"].map((id) => document.getElementById(id));
  if (!picture) return;
  let timer = 0;
  at.max = String(frames.length - 1);
  const show = () => {
    const { step, time, png } = frames[Number(at.value)];
    picture.src = "data:image/png;base64," + png;
    when.value = "step " + step + ", t = " + Number(time.toPrecision(6));
  };
  const stop = () => { clearInterval(timer); timer = 0; play.textContent = "Play"; };
  const start = () => {
    play.textContent = "Pause";
    timer = setInterval(() => { at.value = String((Number(at.value) + 1) % frames.length); show(); }, 1000 / frameRate);
  };
  play.addEventListener("click", () => (timer ? stop() : start()));
  at.addEventListener("input", () => { stop(); show(); });
  show();
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) start();
})();
`;
