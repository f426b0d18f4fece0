//! Loads the page anew when the preview shows other contents than when it was loaded.
"use strict";

const own = document.currentScript.dataset.version;

async function look() {
  const answer = await fetch("/~version", { cache: "no-store" });
  if (answer.ok && (await answer.text()) !== own) location.reload();
}

// Nobody answers while the preview is being started again.
setInterval(() => look().catch(() => {}), 500);
